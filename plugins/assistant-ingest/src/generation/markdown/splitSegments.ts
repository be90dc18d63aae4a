/** From here on a segment ends at the next heading. */
const SEGMENT = 8_000;
/** Here it ends at the next line. */
const MAX_SEGMENT = 24_000;
/**
 * Longest run of lines without a blank one. The parser's time grows with the square of it when it is
 * full of marks; rows of a table are parsed one by one.
 */
const MAX_RUN = 4_000;
const MAX_TABLE = 12_000;
/** Marks of emphasis and links in one paragraph; no prose has so many. */
const MAX_MARKS = 300;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Cuts a page into segments that can be parsed one after the other, each in a moment.
 *
 * Most pages are one segment. Long ones are cut at headings, never inside a code block or a comment.
 */
export function splitSegments(markdown: string): string[] {
  const segments: string[] = [];
  let lines: string[] = [];
  let size = 0;
  let run = 0;
  let marks = 0;
  let fence: string | undefined;
  let inComment = false;
  const flush = () => {
    segments.push(lines.join('\n'));
    lines = [];
    size = 0;
  };
  for (const line of cutLongLines(markdown.split('\n'))) {
    const isFree = !fence && !inComment;
    const atHeading = size >= SEGMENT && /^#{1,6} /.test(line);
    if (isFree && lines.length > 0 && (atHeading || size >= MAX_SEGMENT)) {
      flush();
    }
    lines.push(line);
    size += line.length + 1;
    const isRow = line.startsWith('|');
    const isBlank = line.trim() === '';
    run = isBlank ? 0 : run + line.length;
    marks = isBlank || isRow ? 0 : marks + countMarks(line);
    if (isFree && (run > (isRow ? MAX_TABLE : MAX_RUN) || marks > MAX_MARKS)) {
      lines.push('');
      run = 0;
      marks = 0;
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      fence =
        mark?.startsWith(fence) && line.trim() === mark ? undefined : fence;
    } else if (!inComment) {
      fence = mark;
    }
    if (!fence) {
      inComment = leavesCommentOpen(line, inComment);
    }
  }
  flush();
  return segments;
}

/** A line of megabytes, or one full of marks, is no prose; cut, it can be read at least. */
function* cutLongLines(lines: readonly string[]): Generator<string> {
  for (const line of lines) {
    const isDense = countMarks(line) > MAX_MARKS;
    if (line.length <= MAX_TABLE && !isDense) {
      yield line;
    } else {
      const size = isDense ? MAX_MARKS * 2 : MAX_RUN;
      for (let at = 0; at < line.length; at += size) {
        yield line.slice(at, at + size);
      }
    }
  }
}

const countMarks = (line: string) => line.match(/[*_[\]~<]/g)?.length ?? 0;

function leavesCommentOpen(line: string, wasOpen: boolean): boolean {
  const opened = line.lastIndexOf('<!--');
  const closed = line.lastIndexOf('-->');
  if (opened < 0 && closed < 0) {
    return wasOpen;
  }
  return opened > closed;
}
