import type { SourceDocument } from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';

/**
 * What a site was like at the last read: the mark of its tree, which costs nothing to compare, and
 * that of its pages, for a commit elsewhere in the repository changes only the first.
 */
export class SiteEtag {
  readonly tree: string;
  readonly content: string;

  private constructor(tree: string, content: string) {
    this.tree = tree;
    this.content = content;
  }

  static of(tree: string, documents: readonly SourceDocument[]): SiteEtag {
    const hash = createHash('sha256');
    for (const { id, revision } of documents) {
      hash.update(`${id}\n${revision}\n`);
    }
    return new SiteEtag(tree, hash.digest('hex').slice(0, 32));
  }

  static parse(text: string | undefined): SiteEtag | undefined {
    const at = text?.lastIndexOf('#') ?? -1;
    return text && at > 0
      ? new SiteEtag(text.slice(0, at), text.slice(at + 1))
      : undefined;
  }

  toString(): string {
    return `${this.tree}#${this.content}`;
  }
}
