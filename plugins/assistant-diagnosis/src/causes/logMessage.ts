export type LogCause =
  | 'application-out-of-memory'
  | 'disk-full'
  | 'filesystem-read-only'
  | 'database-read-only'
  | 'too-many-connections'
  | 'authentication-failing'
  | 'certificate-invalid'
  | 'schema-missing'
  | 'module-missing'
  | 'port-in-use'
  | 'rbac-forbidden'
  | 'permission-denied'
  | 'dns-resolution-failing'
  | 'dependency-unreachable'
  | 'dependency-timeout'
  | 'dependency-failing';

export interface LogReading {
  cause: LogCause;
  /** Who is called, as far as the line tells. */
  host?: string;
  port?: number;
  /** What is missing or refused. */
  what?: string;
}

/** A line of megabytes tells its cause at its start or in its last exception. */
const MAX_LENGTH = 8_000;

/**
 * What programs of all kinds write for the same few failures, most telling first: what is wrong here
 * before what is wrong over there.
 */
const GRAMMAR: ReadonlyArray<[LogCause, RegExp]> = [
  [
    'application-out-of-memory',
    /OutOfMemoryError|Java heap space|GC overhead limit|heap out of memory|\bMemoryError\b|std::bad_alloc|Cannot allocate memory|\bENOMEM\b|CUDA out of memory/,
  ],
  [
    'disk-full',
    /no space left on device|\bENOSPC\b|disk (?:is )?full|disk quota exceeded|flood-stage watermark/i,
  ],
  [
    'database-read-only',
    /read-only (?:transaction|option|mode|replica)|--read-only|READONLY You can't write|super-read-only/i,
  ],
  ['filesystem-read-only', /read-only file ?system|\bEROFS\b/i],
  [
    'too-many-connections',
    /too many (?:connections|clients)|remaining connection slots|max(?:imum)? (?:number of )?(?:client )?connections|connection pool (?:is )?(?:exhausted|full)|pool timeout|QueuePool limit|unable to acquire (?:jdbc )?connection|\bEMFILE\b|too many open files/i,
  ],
  [
    'certificate-invalid',
    /x509:|certificate (?:has expired|verify failed|is not trusted|unknown)|CERTIFICATE_VERIFY_FAILED|PKIX path|SSLHandshakeException|unable to verify the first certificate|self[- ]signed certificate/i,
  ],
  ['rbac-forbidden', /is forbidden: User "([^"]+)" cannot/i],
  [
    'authentication-failing',
    /access denied for user|password authentication failed|authentication fail|auth(?:entication|orization) error|invalid (?:username|credentials|password|api key|access key)|bad credentials|SASL.*fail|NOAUTH|WRONGPASS|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|\b401\b.{0,20}unauthori[sz]ed|unauthori[sz]ed|\b403\b.{0,60}forbidden|AccessDenied\b/i,
  ],
  [
    'schema-missing',
    /(?:relation|table|column|database|schema|collection) ["'`]?([\w.]+)["'`]? (?:does not exist|doesn't exist|not found)|unknown (?:column|database|table) ["'`]([\w.]+)|no such (?:table|column):? ?([\w.]+)?/i,
  ],
  [
    'module-missing',
    /ModuleNotFoundError: No module named '([^']+)|Cannot find module '([^']+)|NoClassDefFoundError:? ?([\w./$]+)?|ClassNotFoundException:? ?([\w.$]+)?|ImportError|error while loading shared libraries: (\S+)/,
  ],
  [
    'port-in-use',
    /address already in use|\bEADDRINUSE\b|port \d+ (?:is|was) already (?:in use|allocated)|Only one usage of each socket/i,
  ],
  [
    'dns-resolution-failing',
    /no such host|UnknownHostException:? ?([\w.-]+)?|getaddrinfo \w+ ([\w.-]+)|ENOTFOUND ([\w.-]+)|Name or service not known|could not (?:translate|resolve) host(?: ?name)?:? ?["']?([\w.-]+)?|Temporary failure in name resolution|NXDOMAIN/i,
  ],
  [
    'dependency-unreachable',
    /connection refused|\bECONNREFUSED\b|no route to host|\bEHOSTUNREACH\b|network is unreachable|Communications link failure|failed to connect to|could not connect to|unable to connect to|connection reset|\bECONNRESET\b|broker transport failure|no healthy upstream|upstream connect error/i,
  ],
  [
    'dependency-timeout',
    /timed? ?out|deadline exceeded|\bETIMEDOUT\b|TimeoutException|timeout of \d+|504 gateway/i,
  ],
  [
    'dependency-failing',
    /\b(?:502|503) (?:bad gateway|service unavailable)|(?:returned|responded|answered|status(?: code)?)[ :=]+5\d\d\b|service unavailable|UNAVAILABLE:/i,
  ],
  [
    'permission-denied',
    /permission denied|\bEACCES\b|\bEPERM\b|operation not permitted/i,
  ],
];

const CALLS = /dependency-|dns-|too-many|authentication|certificate|database-/;
const ADDRESS =
  /(?:https?:\/\/|[a-z]+:\/\/(?:[^\s@/]*@)?|\b(?:to|from|at|host|address|server|broker|calling|call to|connect(?:ing)?|tcp|lookup|reach|contact|of|for|upstream|by)[ :=]+["'(\[]?)([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)(?:[/:](?:[\d.]+:)?(\d{2,5}))?/gi;
const HOST_AND_PORT = /\b([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(\d{2,5})\b/i;

/** Nothing for lines that tell of none of these. */
export function readLogMessage(line: string): LogReading | undefined {
  const text =
    line.length > MAX_LENGTH
      ? `${line.slice(0, MAX_LENGTH / 2)}\n${line.slice(-MAX_LENGTH / 2)}`
      : line;
  for (const [cause, pattern] of GRAMMAR) {
    const match = pattern.exec(text);
    if (match) {
      const what = match.slice(1).find(group => group !== undefined);
      return CALLS.test(cause)
        ? {
            cause,
            ...addressOf(text),
            ...(what && { host: what.toLowerCase(), what }),
          }
        : { cause, ...(what && { what }) };
    }
  }
  return undefined;
}

/** All names in a line that may be a host, the likeliest first; who reads them knows which exist. */
export function hostsIn(line: string): Array<{ host: string; port?: number }> {
  const text = line.slice(0, MAX_LENGTH);
  const found: Array<{ host: string; port?: number }> = [];
  const exact = HOST_AND_PORT.exec(text);
  if (exact) {
    found.push({ host: exact[1].toLowerCase(), port: Number(exact[2]) });
  }
  for (const match of text.matchAll(ADDRESS)) {
    found.push({
      host: match[1].toLowerCase(),
      ...(match[2] && { port: Number(match[2]) }),
    });
    if (found.length >= 10) {
      break;
    }
  }
  return found;
}

function addressOf(text: string): { host?: string; port?: number } {
  return (
    hostsIn(text).find(
      ({ port, host }) => port !== undefined || host.includes('.'),
    ) ?? {}
  );
}
