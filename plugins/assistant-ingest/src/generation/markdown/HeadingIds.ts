import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';

/**
 * Gives the headings of one page the ids that its generator gives them, in the order of the page.
 *
 * Python-Markdown knows all explicit ids before it makes the first one, hence `explicitIds`.
 */
export class HeadingIds {
  readonly #scheme: HeadingIdScheme;
  readonly #used: Set<string>;
  /** Last number that was given to a slug: a page may hold thousands of headings of one name. */
  readonly #numbers = new Map<string, number>();

  constructor(scheme: HeadingIdScheme, explicitIds: Iterable<string>) {
    this.#scheme = scheme;
    this.#used = new Set(explicitIds);
  }

  /** Id for the text of the next heading that has none of its own. */
  next(text: string): string {
    const id =
      this.#scheme.slugify === 'github'
        ? this.#numbered(slugifyGithub(text))
        : this.#unique(slugify(text, this.#scheme));
    this.#used.add(id);
    return id;
  }

  /** As `unique` of Python-Markdown: an empty id becomes `_1`, a second `a` becomes `a_1`, a second `a_1` becomes `a_2`. */
  #unique(slug: string): string {
    const counted = /^(.*)_(\d+)$/s.exec(slug);
    return slug !== '' && !this.#used.has(slug)
      ? slug
      : this.#count(slug, {
          prefix: `${counted ? counted[1] : slug}_`,
          from: counted ? Number(counted[2]) : 0,
        });
  }

  #numbered(slug: string): string {
    return this.#used.has(slug)
      ? this.#count(slug, { prefix: `${slug}-`, from: 0 })
      : slug;
  }

  #count(slug: string, options: { prefix: string; from: number }): string {
    let number = Math.max(options.from, this.#numbers.get(slug) ?? 0) + 1;
    while (this.#used.has(`${options.prefix}${number}`)) {
      number++;
    }
    this.#numbers.set(slug, number);
    return `${options.prefix}${number}`;
  }
}

function slugify(text: string, scheme: HeadingIdScheme): string {
  return scheme.slugify === 'unicode'
    ? slugifyUnicode(text, scheme)
    : slugifyAscii(text, scheme.separator);
}

/** `slugify` of Python-Markdown: what is not ASCII falls away, Russian headings altogether. */
function slugifyAscii(text: string, separator: string): string {
  return text
    .normalize('NFKD')
    .replace(/\P{ASCII}/gu, '')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(new RegExp(`[${escapeClass(separator)}\\s]+`, 'g'), separator);
}

/** `slugify` of pymdownx: letters of all scripts stay, and each space becomes a separator. */
function slugifyUnicode(text: string, scheme: HeadingIdScheme): string {
  const normal = text
    .normalize('NFC')
    .replace(/<\/?[^>]*>/g, '')
    .trim();
  const cased =
    scheme.case === 'lower' ? normal.toLocaleLowerCase('en-US') : normal;
  return cased
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', scheme.separator);
}

function slugifyGithub(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

const escapeClass = (text: string) => text.replace(/[\\\]^-]/g, '\\$&');
