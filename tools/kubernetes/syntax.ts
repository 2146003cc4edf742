/**
 * How Kubernetes spells things. Where a template leaves something to CloudFormation there is a stand-in such as
 * `${LogicalId.Attribute}`, of which nothing can be said: it passes.
 */

/** Whether CloudFormation will put something here. */
export function isStandIn(text: unknown): boolean {
  return typeof text === 'string' && text.includes('${');
}

/** The longest name of most things. */
export const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** For example 'api-2'. */
export function isDnsLabel(text: unknown): boolean {
  return isStandIn(text) || (typeof text === 'string' && text.length <= LONGEST_LABEL && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text));
}

/** A label that begins with a letter, as Services have to. */
export function isDns1035Label(text: unknown): boolean {
  return isStandIn(text) || (isDnsLabel(text) && /^[a-z]/.test(text as string));
}

/** For example 'karpenter.sh'. */
export function isSubdomain(text: unknown): boolean {
  return isStandIn(text)
    || (typeof text === 'string' && text.length <= LONGEST_SUBDOMAIN && text.split('.').every(part => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part)));
}

/** The key of a label or annotation: 'app' or 'app.kubernetes.io/name'. */
export function isQualifiedName(text: unknown): boolean {
  if (typeof text !== 'string') {
    return false;
  }
  const parts = text.split('/');
  const name = parts.pop()!;
  return parts.length <= 1 && parts.every(isSubdomain) && name.length <= LONGEST_LABEL && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name);
}

export function isLabelValue(text: unknown): boolean {
  return isStandIn(text) || typeof text === 'string' && text.length <= LONGEST_LABEL && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text);
}

/** The name of a container's port: at most 15 characters, at least one of them a letter. */
export function isPortName(text: unknown): boolean {
  return typeof text === 'string' && text.length <= 15 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) && /[a-z]/.test(text) && !text.includes('--');
}

export function isPortNumber(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535;
}

/** The key of a value in a ConfigMap or a Secret, which may become the name of a file. */
export function isDataKey(text: string): boolean {
  return text.length <= LONGEST_SUBDOMAIN && /^[-._A-Za-z0-9]+$/.test(text) && !text.startsWith('..') && text !== '.';
}

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  'n': 1e-9,
  'u': 1e-6,
  'm': 1e-3,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

/** The number that '250m' or '2Gi' stands for. Undefined if it stands for none. */
export function quantity(value: unknown): number | undefined {
  const [, digits, exponent, suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([A-Za-z]+))?$/.exec(String(value)) ?? [];
  return digits === undefined || !Object.hasOwn(SUFFIXES, suffix) ? undefined : Number(`${digits}${exponent ?? ''}`) * SUFFIXES[suffix];
}

/** The number and whether it is a percentage. Undefined if the value is neither a whole number nor a percentage. */
export function countOrPercent(value: unknown): { readonly number: number; readonly percent: boolean } | undefined {
  const [, percent] = /^(\d+)%$/.exec(String(value)) ?? [];
  if (percent !== undefined) {
    return { number: Number(percent), percent: true };
  }
  return Number.isInteger(value) && (value as number) >= 0 ? { number: value as number, percent: false } : undefined;
}

/** A time such as '10m' or '1h30m', as Go writes them. */
export function isDuration(text: unknown): boolean {
  return typeof text === 'string' && /^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text);
}

/** A block of addresses. What has other characters than addresses have is a stand-in, too. */
export function isCidr(text: unknown): boolean {
  if (typeof text === 'string' && /[^0-9a-fA-F.:/]/.test(text)) {
    return true;
  }
  const [address, prefix, ...rest] = String(text).split('/');
  const size = Number(prefix);
  const v4 = /^(\d{1,3}\.){3}\d{1,3}$/.test(address) && address.split('.').every(byte => Number(byte) <= 255);
  const v6 = /^[0-9a-fA-F:]+$/.test(address) && address.includes(':');
  return rest.length === 0 && /^\d+$/.test(prefix ?? '') && (v4 ? size <= 32 : v6 && size <= 128);
}

const FIELDS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']],
  [0, 6, ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']],
];

/** Five fields, or one of the names: not what EventBridge calls cron. */
export function isCron(text: unknown): boolean {
  if (typeof text !== 'string') {
    return false;
  }
  if (isStandIn(text) || /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text) || (text.startsWith('@every ') && isDuration(text.slice(7)))) {
    return true;
  }
  const fields = text.trim().split(/\s+/);
  return fields.length === FIELDS.length && fields.every((field, index) => field.split(',').every(part => isCronPart(part, FIELDS[index])));
}

function isCronPart(part: string, [least, most, names]: readonly [number, number, readonly string[]]): boolean {
  const [range, step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) {
    return false;
  }
  if (range === '*' || range === '?') {
    return true;
  }
  const ends = range.split('-').map(end => names.includes(end.toLowerCase()) ? names.indexOf(end.toLowerCase()) + least : /^\d+$/.test(end) ? Number(end) : NaN);
  return ends.length <= 2 && ends.every(end => end >= least && end <= most) && ends[0] <= ends[ends.length - 1];
}
