import type { TerminationView } from '../kubernetes/pod';

export type ExitCause =
  | 'container-oom-killed'
  | 'command-not-found'
  | 'command-not-executable'
  | 'image-platform-mismatch'
  | 'container-start-error'
  | 'segmentation-fault'
  | 'process-aborted'
  | 'container-killed'
  | 'container-terminated'
  | 'container-completes'
  | 'container-exits';

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** `SIGKILL` for 137; nothing for codes that are no signal. */
export function signalOf(exitCode: number): string | undefined {
  return exitCode > 128 && exitCode < 160
    ? SIGNALS[exitCode - 128] ?? `signal ${exitCode - 128}`
    : undefined;
}

/** What the way in which a container ended says by itself. */
export function causeOfExit(ended: TerminationView): ExitCause {
  if (ended.reason === 'OOMKilled') {
    return 'container-oom-killed';
  }
  const start = /StartError|ContainerCannotRun|RunContainerError/.test(
    ended.reason,
  );
  if (start || ended.exitCode === 126 || ended.exitCode === 127) {
    return causeOfStart(ended.message, ended.exitCode, start);
  }
  switch (ended.exitCode) {
    case 0:
      return 'container-completes';
    case 134:
      return 'process-aborted';
    case 137:
      return 'container-killed';
    case 139:
      return 'segmentation-fault';
    case 143:
      return 'container-terminated';
    default:
      return signalOf(ended.exitCode) ? 'container-killed' : 'container-exits';
  }
}

/** Words of the runtime for a process that could not be started. */
export function causeOfStart(
  message: string,
  exitCode?: number,
  start = true,
): ExitCause {
  if (/exec format error|wrong architecture/i.test(message)) {
    return 'image-platform-mismatch';
  }
  if (/permission denied|not executable|is a directory/i.test(message)) {
    return 'command-not-executable';
  }
  if (
    /executable file not found|no such file or directory|not found in \$PATH/i.test(
      message,
    )
  ) {
    return 'command-not-found';
  }
  if (exitCode === 127) {
    return 'command-not-found';
  }
  if (exitCode === 126) {
    return 'command-not-executable';
  }
  return start ? 'container-start-error' : 'container-exits';
}
