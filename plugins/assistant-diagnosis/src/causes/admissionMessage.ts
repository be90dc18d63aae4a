export type AdmissionCause =
  | 'quota-exceeded'
  | 'limit-range-violated'
  | 'pod-security-violation'
  | 'admission-webhook-denied'
  | 'admission-webhook-unreachable'
  | 'service-account-missing'
  | 'priority-class-missing'
  | 'create-forbidden'
  | 'object-invalid';

export interface Refusal {
  cause: AdmissionCause;
  /** Name of the quota, webhook, policy or account. */
  name?: string;
  /** What was asked for, used and allowed. */
  detail?: string;
}

const QUOTA =
  /exceeded quota: ([^,]+), requested: (.+?)(?:, used: (.+?), limited: (.+))?$/;
const MUST_SPECIFY = /failed quota: ([^:]+): (must specify .+)$/;
const GRAMMAR: ReadonlyArray<[AdmissionCause, RegExp]> = [
  ['pod-security-violation', /violates PodSecurity "([^"]+)"(?:: (.+))?/],
  [
    'pod-security-violation',
    /unable to validate against any (security context constraint|pod security policy)(.*)/,
  ],
  [
    'service-account-missing',
    /(?:error looking up service account |serviceaccounts? ")([^\s":]+)"?(.*not found.*)/,
  ],
  ['priority-class-missing', /no PriorityClass with name ([^\s]+) was (found)/],
  ['admission-webhook-unreachable', /failed calling webhook "([^"]+)": (.+)/],
  [
    'admission-webhook-denied',
    /admission webhook "([^"]+)" denied the request:? ?(.*)/,
  ],
  [
    'limit-range-violated',
    /((?:maximum|minimum) [^\s]+ usage per (?:Container|Pod|PersistentVolumeClaim).*?|[^\s]+ max limit to request ratio per .*?)(?:\.|, but )(.*)/,
  ],
  ['object-invalid', /\bis invalid: (.+?)(?::(.*))?$/],
  [
    'create-forbidden',
    /(?:forbidden|cannot create).*?User "([^"]+)" (cannot .+)/,
  ],
  ['create-forbidden', /\bis forbidden: ()(.+)/],
];

/** Why the API server refused to make an object, by the grammar of its plug-ins. */
export function parseRefusal(message: string): Refusal | undefined {
  const text = message.slice(0, 4_000).replace(/\s+/g, ' ').trim();
  const quota = QUOTA.exec(text);
  if (quota) {
    const [, name, requested, used, limited] = quota;
    return {
      cause: 'quota-exceeded',
      name,
      detail: limited
        ? `requested ${requested}, used ${used}, limited ${limited}`
        : `requested ${requested}`,
    };
  }
  const missing = MUST_SPECIFY.exec(text);
  if (missing) {
    return { cause: 'quota-exceeded', name: missing[1], detail: missing[2] };
  }
  for (const [cause, pattern] of GRAMMAR) {
    const match = pattern.exec(text);
    if (match) {
      return {
        cause,
        name: match[1] || undefined,
        detail: match[2]?.trim() || undefined,
      };
    }
  }
  return undefined;
}
