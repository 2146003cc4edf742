import { didYouMean } from '../../../private/did-you-mean';

/** Asking the runtime for its time zones takes a while, so each name is judged once. */
const verdicts = new Map<string, { readonly nearest?: string } | undefined>();

/** Undefined for a time zone that exists, otherwise the one that was probably meant. */
export function timeZoneFault(given: string): { readonly nearest?: string } | undefined {
  if (!verdicts.has(given)) {
    verdicts.set(given, judge(given));
  }
  return verdicts.get(given);
}

/** Names are matched by case, as Application Auto Scaling and Kubernetes do; links such as `US/Pacific` count. */
function judge(given: string): { readonly nearest?: string } | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  if (zones.includes(given)) {
    return undefined;
  }
  const otherCase = [...zones, 'UTC', 'Etc/UTC', 'GMT'].find(zone => zone !== given && zone.toLowerCase() === given.toLowerCase());
  return otherCase === undefined && runtimeKnows(given) ? undefined : { nearest: otherCase ?? didYouMean(given, zones) };
}

function runtimeKnows(given: string): boolean {
  try {
    return /^[A-Z]/.test(given) && Boolean(new Intl.DateTimeFormat('en', { timeZone: given }));
  } catch {
    return false;
  }
}
