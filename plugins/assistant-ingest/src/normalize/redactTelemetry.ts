import {
  type RedactedText,
  type RedactionRule,
  applyRules,
} from './redactionRules';
import { redactSecrets } from './redactSecrets';

// what people are known by has no place in logs: unlike in a document, it helps nobody
const PERSONAL: readonly RedactionRule[] = [
  {
    kind: 'e-mail',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b/gi,
  },
  {
    kind: 'phone number',
    pattern:
      /(?<![\w.:/-])(?:\+\d{1,3}|8)[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\w.:-])/g,
  },
  {
    kind: 'passport number',
    pattern:
      /(?:passport|паспорт\p{L}{0,3})[^\d\n]{0,30}(\d{2} ?\d{2} ?\d{6}|[A-Z]{1,2}\d{6,8})(?!\d)/giu,
    group: 1,
  },
  {
    kind: 'ИНН',
    pattern: /(?:\bINN|ИНН)[^\d\n]{0,20}(\d{12}|\d{10})(?!\d)/giu,
    group: 1,
  },
  {
    kind: 'СНИЛС',
    pattern:
      /(?:\bSNILS|СНИЛС)[^\d\n]{0,20}(\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2})(?!\d)/giu,
    group: 1,
  },
];

// most lines hold none of these, and looking once is cheaper than looking for each
const SUSPICIOUS =
  /pass|pwd|парол|secret|token|key|sig|bearer|basic|eyJ|-----BEGIN|:\/\/[^\s/]*@|@|\+\d|\b8[ (-]?\d{3}|[3-6]\d{3}[ -]?\d{4}|AKIA|ASIA|gh[pousr]_|glpat-|xox|AIza|npm_|pypi-|hf_|sk-|[sr]k_|hv[sb]\.|dckr_|инн|inn|снилс|snils|паспорт/i;

/** Takes secrets and personal data out of what telemetry says. */
export class TelemetryRedactor {
  readonly #own: readonly RedactionRule[];

  /** @param patterns - Regular expressions of the team; all that they match is taken out. */
  constructor(patterns: readonly RegExp[] = []) {
    this.#own = patterns.map(pattern => ({
      kind: 'by own rule',
      pattern: new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`),
      // a pattern that matches nothing at all would go on for ever
      isSecret: value => value !== '',
    }));
  }

  redact(text: string): RedactedText {
    if (this.#own.length === 0 && !SUSPICIOUS.test(text)) {
      return { text, count: 0 };
    }
    const secrets = redactSecrets(text);
    const rest = applyRules([...PERSONAL, ...this.#own], secrets.text);
    return { text: rest.text, count: secrets.count + rest.count };
  }

  /** Redacts each value of an object of texts. */
  redactValues(texts: Readonly<Record<string, string>>): {
    texts: Record<string, string>;
    count: number;
  } {
    let count = 0;
    const entries = Object.entries(texts).map(([key, value]) => {
      const redacted = this.redact(value);
      count += redacted.count;
      return [key, redacted.text];
    });
    return { texts: Object.fromEntries(entries), count };
  }
}
