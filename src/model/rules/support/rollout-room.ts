/**
 * The arithmetic of a rolling deployment. The platform rounds the copies that must stay up, and down the copies that may
 * run: with few copies both can end up at the wanted count, and then nothing can ever be replaced.
 */
export function isStuck(count: number, minHealthyPercent: number, maxHealthyPercent: number): boolean {
  const mustRun = Math.ceil(count * minHealthyPercent / 100);
  const mayRun = Math.floor(count * maxHealthyPercent / 100);
  return count > 0 && mustRun >= count && mayRun <= count;
}

/** The largest share of healthy copies that lets one stop first. */
export function minAtMost(count: number): number {
  return Math.floor((count - 1) * 100 / count);
}

/** The smallest share of running copies that lets one start first. */
export function maxAtLeast(count: number): number {
  return Math.ceil((count + 1) * 100 / count);
}
