/** The exception at the root of a stack trace. @public */
export interface RootException {
  language: 'java' | 'python' | 'node' | 'go';
  /** Class, or `panic` and `fatal error` in Go. */
  type: string;
  message: string;
}

const LONGEST_TEXT = 256 * 1024;
const LONGEST_LINE = 1_000;

const TYPED = /^([A-Za-z_$][\w$.]*)(?: \[(\w+)\])?(?::\s*(.*))?$/;
const JAVA_FRAME = /^\s*(?:at [\w.$/<>@-]+\(|\.\.\. \d+ (?:more|common))/;
const NODE_FRAME =
  /^\s*at .*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))(?: \{)?$/;
const GO_START = /^\s*(panic|fatal error): (.*?)(?: \[recovered.*\])?$/;
const PYTHON_START =
  /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):/;
const PYTHON_CHAIN =
  /^(?:The above exception was the direct cause of|During handling of the above exception,)/;

/**
 * The root cause in a message of several lines: of the last stack trace in it the exception that came first.
 *
 * That is the last `Caused by:` in Java, the last `[cause]:` in Node, the first exception of a chain in Python and
 * the first of nested panics in Go. Nothing if there is no stack trace.
 *
 * @public
 */
export function lastStackTrace(text: string): RootException | undefined {
  const lines = text
    .slice(-LONGEST_TEXT)
    .split(/\r?\n/)
    .map(line => line.slice(0, LONGEST_LINE));
  let last: RootException | undefined;
  let chained = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (PYTHON_CHAIN.test(line)) {
      chained = true;
    } else if (PYTHON_START.test(line)) {
      const found = readPython(lines, i + 1);
      last = chained && last?.language === 'python' ? last : found ?? last;
      chained = false;
    } else if (GO_START.test(line)) {
      last = readGo(lines, i) ?? last;
    } else if (JAVA_FRAME.test(line) || NODE_FRAME.test(line)) {
      last = readTyped(lines, i) ?? last;
    }
  }
  return last;
}

/** The line that follows the indented frames. */
function readPython(
  lines: readonly string[],
  start: number,
): RootException | undefined {
  for (let i = start; i < lines.length; i++) {
    const [, type, , message] = TYPED.exec(lines[i]) ?? [];
    if (type) {
      return { language: 'python', type, message: message ?? '' };
    }
    if (lines[i] !== '' && !/^[\s|]/.test(lines[i])) {
      return undefined;
    }
  }
  return undefined;
}

/** A panic needs its goroutines below, else it is only a line that says so. */
function readGo(
  lines: readonly string[],
  start: number,
): RootException | undefined {
  const isNested = start > 0 && GO_START.test(lines[start - 1]);
  const rest = lines.slice(start + 1, start + 20);
  if (isNested || !rest.some(line => /^goroutine \d+ \[/.test(line))) {
    return undefined;
  }
  const [, type, message] = GO_START.exec(lines[start])!;
  return { language: 'go', type, message };
}

/** The header above the first frame of a block; a message may go over some lines. */
function readTyped(
  lines: readonly string[],
  frame: number,
): RootException | undefined {
  const isJava =
    JAVA_FRAME.test(lines[frame]) && !NODE_FRAME.test(lines[frame]);
  for (let i = frame - 1; i >= Math.max(0, frame - 10); i--) {
    if (JAVA_FRAME.test(lines[i]) || NODE_FRAME.test(lines[i])) {
      return undefined;
    }
    const found = readHeader(lines[i], isJava ? 'java' : 'node');
    if (found) {
      return found;
    }
  }
  return undefined;
}

function readHeader(
  line: string,
  language: 'java' | 'node',
): RootException | undefined {
  // What failed while the resource was closed, and its causes, stand indented in Java: they are not the root
  if (language === 'java' && /^\s*Suppressed: |^\s+Caused by: /.test(line)) {
    return undefined;
  }
  const header = line
    .replace(/^.*?(?:Caused by|\[cause\]): /, '')
    .replace(/^Exception in thread "[^"]*" /, '')
    .replace(/^Uncaught /, '')
    .trim();
  const [, type, code, message] = TYPED.exec(header) ?? [];
  if (type && isExceptionName(type)) {
    return { language, type, message: withCode(message, code) };
  }
  // A log line may stand before the exception: `12:00 ERROR handler - java.io.IOException: broken pipe`
  const [, inner, text] =
    /(?:^|\s)([A-Za-z_$][\w$.]*(?:Exception|Error))(?::\s*(.*))?$/.exec(
      header,
    ) ?? [];
  return inner ? { language, type: inner, message: text ?? '' } : undefined;
}

function withCode(message = '', code?: string): string {
  return code ? `${code}: ${message}` : message;
}

function isExceptionName(type: string): boolean {
  return /(?:Exception|Error|Throwable|Failure|Fault|Exit|Interrupt)$/.test(
    type,
  );
}
