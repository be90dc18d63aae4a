import {
  type RedactedText,
  type RedactionRule,
  applyRules,
} from './redactionRules';

/** `<password>`, `$TOKEN`, `{{ .Values.key }}`, `****`, `...`: a hole to be filled, or filled already. */
const isPlaceholder = (value: string) =>
  /^["'`]?(?:[<$%{[(]|\*{3}|\.{3}|…|x{3,}|_{3,}|-{3,})/i.test(value) ||
  /^["'`]?(?:null|none|true|false|undefined|redacted|changeme|example|your[-_].*|env|vault:.*|ref\+.*)["'`]?[,;]?$/i.test(
    value,
  );

/** A word of a language, or a name such as `checkout-db`, is no key: keys mix letters and digits. */
const looksRandom = (value: string) =>
  /\d/.test(value) &&
  /[a-z]/i.test(value) &&
  !/^[a-z]+(?:-[a-z]+)*-?\d{0,2}$/i.test(value);

/** Strongest first: what one rule took, the next ones do not see. */
const RULES: readonly RedactionRule[] = [
  {
    kind: 'private key',
    pattern:
      /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,20000}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g,
  },
  {
    kind: 'token',
    // JWT
    pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}/g,
  },
  {
    kind: 'key',
    // AWS, GitHub, GitLab, Slack, Google, npm, PyPI, Hugging Face, OpenAI, Stripe, Vault, Docker
    pattern:
      /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{30,255}|github_pat_\w{40,255}|glpat-[\w-]{20,64}|xox[abeoprs]-[\w-]{10,250}|AIza[\w-]{35}|npm_\w{36}|pypi-[\w-]{50,250}|hf_[A-Za-z]{30,64}|sk-(?:proj-|ant-)?[\w-]{20,250}|[sr]k_(?:live|test)_\w{16,250}|hv[sb]\.[\w-]{24,250}|dckr_pat_[\w-]{20,64})/g,
    isSecret: value => /\d/.test(value) || /[A-Z]/.test(value),
  },
  {
    kind: 'password',
    // the password of a URL or connection string
    pattern:
      /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>]{0,200}:([^\s@/"'`]{3,200})@/gi,
    group: 1,
    isSecret: value => !isPlaceholder(value),
  },
  {
    kind: 'token',
    pattern: /\b(?:Bearer|Basic|Token)\s+([A-Za-z0-9+/=._~-]{16,4000})/g,
    group: 1,
    isSecret: value => !isPlaceholder(value) && looksRandom(value),
  },
  {
    kind: 'password',
    pattern:
      /(?<![\p{L}\p{N}_.-])[\w.-]{0,60}(?:password|passwd|passphrase|pwd|пароль)["']?[ \t]{0,4}([:=])[ \t]{0,4}["']?([^\s"'`,;&|)]{4,200})/giu,
    group: 2,
    isSecret: (value, [, sign]) =>
      !isPlaceholder(value) && (sign === '=' || /[^\p{L}.]/u.test(value)),
  },
  {
    kind: 'secret',
    pattern:
      /\b[\w.-]{0,60}(?:secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|account[_-]?key|private[_-]?key|encryption[_-]?key|client[_-]?secret|signature|sig)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?([^\s"'`,;&|)]{12,4000})/gi,
    group: 1,
    isSecret: value => !isPlaceholder(value) && looksRandom(value),
  },
  {
    kind: 'card number',
    // in one run, in groups of four, or as American Express groups them
    pattern:
      /(?<![\d.:-])(?:[3-6]\d{12,18}|[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}|3\d{3}[ -]\d{6}[ -]\d{5})(?![\d.:-]?\d)/g,
    isSecret: value => {
      const digits = value.replace(/\D/g, '');
      return digits.length >= 13 && digits.length <= 19 && passesLuhn(digits);
    },
  },
];

/**
 * Takes secrets out of a document and counts them.
 *
 * Addresses and names of people stay: in a runbook they say whom to call. What is left in place of a
 * secret names its kind, so that the sentence still reads.
 */
export function redactSecrets(text: string): RedactedText {
  return applyRules(RULES, text);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
