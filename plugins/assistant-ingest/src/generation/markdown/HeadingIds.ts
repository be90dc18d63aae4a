import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';

/**
 * Gives the headings of one page the ids that its generator gives them, in the order of the page.
 *
 * Python-Markdown knows all explicit ids before it makes the first one, hence `explicitIds`.
 */
export class HeadingIds {
  readonly #scheme: HeadingIdScheme;
  readonly #used: Set<string>;

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

  /** As `unique` of Python-Markdown: an empty id becomes `_1`, a second `a` becomes `a_1`. */
  #unique(slug: string): string {
    let id = slug;
    while (id === '' || this.#used.has(id)) {
      const counted = /^(.*)_(\d+)$/s.exec(id);
      id = counted ? `${counted[1]}_${Number(counted[2]) + 1}` : `${id}_1`;
    }
    return id;
  }

  #numbered(slug: string): string {
    let id = slug;
    for (let count = 1; this.#used.has(id); count++) {
      id = `${slug}-${count}`;
    }
    return id;
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
