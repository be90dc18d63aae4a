export type ImageCause =
  | 'image-not-found'
  | 'image-access-denied'
  | 'image-rate-limited'
  | 'image-platform-mismatch'
  | 'image-name-invalid'
  | 'registry-name-unresolved'
  | 'registry-unreachable'
  | 'registry-certificate-invalid'
  | 'image-never-pulled'
  | 'image-disk-full';

/**
 * What the words of runtimes and registries mean, most telling first. Registries answer a private
 * repository without credentials by "not found" as well as "denied": a message that says both means
 * access.
 */
const GRAMMAR: ReadonlyArray<[ImageCause, RegExp]> = [
  [
    'image-name-invalid',
    /invalid reference format|InvalidImageName|couldn't parse image|must be lowercase/i,
  ],
  [
    'image-never-pulled',
    /ErrImageNeverPull|not present with pull policy of Never/i,
  ],
  [
    'image-rate-limited',
    /toomanyrequests|too many requests|rate limit|\b429\b/i,
  ],
  ['image-disk-full', /no space left on device/i],
  [
    'registry-name-unresolved',
    /no such host|server misbehaving|name resolution|could not resolve|lookup [^ ]+(?: on [^ ]+)?: .*(?:i\/o timeout|NXDOMAIN)/i,
  ],
  [
    'registry-certificate-invalid',
    /x509|certificate|tls: (?:failed|handshake)|HTTP response to HTTPS client/i,
  ],
  [
    'image-platform-mismatch',
    /no match(?:ing manifest)? for (?:platform|linux|windows)|exec format error|no matching manifest/i,
  ],
  [
    'image-access-denied',
    /unauthorized|authentication required|access denied|access forbidden|pull access denied|denied:|no basic auth|insufficient_scope|authorization failed|\b40[13]\b/i,
  ],
  [
    'image-not-found',
    /manifest(?: for [^ ]+)?(?: unknown| not found)|: not found|code = NotFound|name unknown|repository does not exist|does not exist|\b404\b|not found/i,
  ],
  [
    'registry-unreachable',
    /connection refused|i\/o timeout|deadline exceeded|no route to host|network is unreachable|connection reset|timeout|EOF|\b50[0234]\b/i,
  ],
];

/** Nothing when the message does not tell, as a mere back-off. */
export function causeOfImagePull(message: string): ImageCause | undefined {
  // the image's own name must not be read as a word of the registry
  const told = message.slice(0, 4_000).replace(/"[^"]*"/g, '""');
  return (
    GRAMMAR.find(([, pattern]) => pattern.test(told))?.[0] ??
    GRAMMAR.find(([, pattern]) => pattern.test(message.slice(0, 4_000)))?.[0]
  );
}

/** Registry, repository and tag or digest of an image name. */
export function parseImage(image: string): {
  registry: string;
  repository: string;
  tag: string;
} {
  const [withoutDigest, digest] = image.split('@');
  const slash = withoutDigest.indexOf('/');
  const first = slash > 0 ? withoutDigest.slice(0, slash) : '';
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const rest = hasRegistry ? withoutDigest.slice(slash + 1) : withoutDigest;
  const colon = rest.lastIndexOf(':');
  return {
    registry: hasRegistry ? first : 'docker.io',
    repository: colon > 0 ? rest.slice(0, colon) : rest,
    tag: digest ?? (colon > 0 ? rest.slice(colon + 1) : 'latest'),
  };
}
