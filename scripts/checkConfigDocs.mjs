// Every key of the config.d.ts files stands in docs/content/configuration.md, and no other one does.
//
//   node scripts/checkConfigDocs.mjs [--list]
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Dotted keys of the interface `Config`; `[]` stands for an item, `<name>` for a free key. */
export function readConfigKeys(source) {
  const file = ts.createSourceFile(
    'config.d.ts',
    source,
    ts.ScriptTarget.Latest,
    true,
  );
  const config = file.statements.find(
    statement =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'Config',
  );
  if (!config) {
    throw new Error('There is no interface Config');
  }
  return config.members.flatMap(member => keysOfMember(member, []));
}

function keysOfMember(member, prefix) {
  if (ts.isIndexSignatureDeclaration(member)) {
    const parameter = member.parameters[0].name.getText();
    return keysOfType(member.type, [...prefix, `<${parameter}>`]);
  }
  return keysOfType(member.type, [
    ...prefix,
    member.name.getText().replace(/['"]/g, ''),
  ]);
}

function keysOfType(type, prefix) {
  const literal = objectOf(type);
  if (!literal) {
    return [prefix.join('.')];
  }
  const at = literal.array
    ? [...prefix.slice(0, -1), `${prefix.at(-1)}[]`]
    : prefix;
  return literal.members.flatMap(member => keysOfMember(member, at));
}

/** The object that a type has keys of: itself, the item of an array, or the object among alternatives. */
function objectOf(type) {
  if (ts.isTypeLiteralNode(type)) {
    return { members: type.members, array: false };
  }
  if (ts.isParenthesizedTypeNode(type)) {
    return objectOf(type.type);
  }
  if (ts.isUnionTypeNode(type)) {
    return type.types.map(objectOf).find(Boolean);
  }
  const item =
    (ts.isArrayTypeNode(type) && type.elementType) ||
    (ts.isTypeReferenceNode(type) &&
      type.typeName.getText().endsWith('Array') &&
      type.typeArguments?.[0]);
  const inner = item && objectOf(item);
  return inner ? { members: inner.members, array: true } : undefined;
}

/** Keys in the first column of the page's tables. */
export function readDocumentedKeys(markdown) {
  return [...markdown.matchAll(/^\|\s*`([^`]+)`\s*\|/gm)].map(
    match => match[1],
  );
}

export function compareKeys({ declared, documented }) {
  return [
    ...declared
      .filter(key => !documented.includes(key))
      .map(key => `${key} is missing in docs/content/configuration.md`),
    ...documented
      .filter(key => key.startsWith('assistant.') && !declared.includes(key))
      .map(key => `${key} is documented, but no config.d.ts declares it`),
  ];
}

function main() {
  const files = readdirSync(path.join(root, 'plugins'))
    .map(name => path.join(root, 'plugins', name, 'config.d.ts'))
    .filter(existsSync);
  const declared = [
    ...new Set(
      files.flatMap(file => readConfigKeys(readFileSync(file, 'utf8'))),
    ),
  ].sort();
  if (process.argv.includes('--list')) {
    console.log(declared.join('\n'));
    return;
  }
  const page = path.join(root, 'docs/content/configuration.md');
  const documented = readDocumentedKeys(readFileSync(page, 'utf8'));
  const problems = compareKeys({ declared, documented });
  problems.forEach(problem => console.error(problem));
  console.log(
    `${declared.length} keys in ${files.length} files, ${problems.length} problems`,
  );
  process.exitCode = problems.length || !declared.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main();
}
