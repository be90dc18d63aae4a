import type { Evidence } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** Address templates by the source of the evidence. */
export type LinkTemplates = Partial<Record<Evidence['source'], string>>;

/** Names that a template may hold in braces. */
export const LINK_PLACEHOLDERS = [
  'namespace',
  'pod',
  'name',
  'kind',
  'cluster',
  'from',
  'to',
  'query',
] as const;

const PLACEHOLDER = /\{(\w+)\}/g;
/** What is shown around the moment of the evidence. */
const AROUND_MS = 15 * 60_000;

/**
 * Address of a piece of evidence in its own system, or nothing if no template is set or it asks for
 * something that the evidence does not have. Values are encoded; they never change the host.
 */
export function linkTo(
  { source, subject, at }: Pick<Evidence, 'source' | 'subject' | 'at'>,
  options: { templates: LinkTemplates; query?: string },
): string | undefined {
  const template = options.templates[source];
  if (template === undefined) {
    return undefined;
  }
  const values: Record<string, string | undefined> = {
    namespace: subject.namespace,
    pod: subject.kind === 'Pod' ? subject.name : undefined,
    name: subject.name,
    kind: subject.kind,
    cluster: subject.instance,
    from: new Date(at - AROUND_MS).toISOString(),
    to: new Date(at + AROUND_MS).toISOString(),
    query: options.query,
  };
  const wanted = Array.from(template.matchAll(PLACEHOLDER), ([, name]) => name);
  if (wanted.some(name => values[name] === undefined)) {
    return undefined;
  }
  return template.replace(PLACEHOLDER, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
}
