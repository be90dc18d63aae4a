import { lastStackTrace } from './lastStackTrace';

const JAVA = `2026-11-24 12:00:01 ERROR [main] shop.Checkout - order failed
org.springframework.web.util.NestedServletException: Request processing failed
\tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1014)
\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:503)
Caused by: java.lang.IllegalStateException: pool exhausted
\tat shop.Pool.take(Pool.java:42)
\t... 12 more
Caused by: java.net.ConnectException: Connection refused (Connection refused)
\tat java.base/java.net.PlainSocketImpl.socketConnect(Native Method)
\t... 14 more`;

const PYTHON = `Traceback (most recent call last):
  File "/app/db.py", line 12, in load
    return rows[key]
           ~~~~^^^^^
KeyError: 'user_id'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    load()
app.errors.LoadError: could not load`;

const NODE = `Error: query failed
    at Db.run (/app/db.js:10:11)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  [cause]: Error [ECONNREFUSED]: connect ECONNREFUSED 127.0.0.1:5432
      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1494:16)
}`;

const GO = `panic: runtime error: invalid memory address or nil pointer dereference [recovered]
\tpanic: wrapped: runtime error
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e1a5]

goroutine 1 [running]:
main.main()
\t/app/main.go:8 +0x25
exit status 2`;

describe('lastStackTrace', () => {
  it('finds the last cause in Java', () => {
    expect(lastStackTrace(JAVA)).toEqual({
      language: 'java',
      type: 'java.net.ConnectException',
      message: 'Connection refused (Connection refused)',
    });
  });

  it('passes over what was suppressed in Java', () => {
    const text = `${JAVA.split('\n').slice(0, 4).join('\n')}
\tSuppressed: java.io.IOException: close failed
\t\tat shop.Pool.close(Pool.java:50)
\tCaused by: java.io.EOFException
\t\tat shop.Pool.close(Pool.java:51)`;
    expect(lastStackTrace(text)?.type).toBe(
      'org.springframework.web.util.NestedServletException',
    );
  });

  it('reads the exception after the words of a log line', () => {
    const text =
      '12:00:01 ERROR handler - java.io.IOException: Broken pipe\n\tat a.B.c(B.java:1)';
    expect(lastStackTrace(text)).toEqual({
      language: 'java',
      type: 'java.io.IOException',
      message: 'Broken pipe',
    });
  });

  it('reads the thread of an uncaught exception, and one without a message', () => {
    const text =
      'Exception in thread "main" java.lang.NullPointerException\n\tat a.B.c(B.java:1)';
    expect(lastStackTrace(text)).toEqual({
      language: 'java',
      type: 'java.lang.NullPointerException',
      message: '',
    });
  });

  it('finds the first of a chain in Python', () => {
    expect(lastStackTrace(PYTHON)).toEqual({
      language: 'python',
      type: 'KeyError',
      message: "'user_id'",
    });
    const caused = PYTHON.replace(
      'During handling of the above exception, another exception occurred:',
      'The above exception was the direct cause of the following exception:',
    );
    expect(lastStackTrace(caused)?.type).toBe('KeyError');
  });

  it('takes the last of independent traces', () => {
    const other = PYTHON.replace(/KeyError.*/, 'ValueError: bad').split('\n\n');
    expect(lastStackTrace(`${PYTHON}\n${other[0]}`)).toEqual({
      language: 'python',
      type: 'ValueError',
      message: 'bad',
    });
  });

  it('finds the cause and its code in Node', () => {
    expect(lastStackTrace(NODE)).toEqual({
      language: 'node',
      type: 'Error',
      message: 'ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:5432',
    });
  });

  it('reads a plain error of Node', () => {
    const text =
      "TypeError: Cannot read properties of undefined (reading 'id')\n    at f (/app/a.js:1:2)";
    expect(lastStackTrace(text)).toEqual({
      language: 'node',
      type: 'TypeError',
      message: "Cannot read properties of undefined (reading 'id')",
    });
  });

  it('finds the first of nested panics in Go', () => {
    expect(lastStackTrace(GO)).toEqual({
      language: 'go',
      type: 'panic',
      message:
        'runtime error: invalid memory address or nil pointer dereference',
    });
  });

  it('reads a fatal error in Go', () => {
    const text =
      'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()';
    expect(lastStackTrace(text)).toEqual({
      language: 'go',
      type: 'fatal error',
      message: 'all goroutines are asleep - deadlock!',
    });
  });

  it.each([
    '',
    'plain line',
    'panic: says a line without goroutines',
    'Caused by: nothing below',
    'Traceback (most recent call last):',
    'meet me at (noon)\n at the bar',
    '🔥\n\u0000',
  ])('finds none in %j', text => {
    expect(lastStackTrace(text)).toBeUndefined();
  });

  it('reads the end of 5 MB in no time', () => {
    const start = Date.now();
    const text = `${'at x '.repeat(1_000_000)}\n${JAVA}`;
    expect(lastStackTrace(text)?.type).toBe('java.net.ConnectException');
    expect(lastStackTrace('\n at'.repeat(1_500_000))).toBeUndefined();
    expect(lastStackTrace(`x${' '.repeat(5_000_000)}x`)).toBeUndefined();
    expect(Date.now() - start).toBeLessThan(3_000);
  });
});
