/** What the load balancer says about the copies in a target group. */
import { TargetHealth } from './situation';
import { Aws } from '../aws';
import { errorName } from '../errors';

export async function healthOf(aws: Pick<Aws, 'describeTargetHealth'>, targetGroup: string): Promise<TargetHealth> {
  const targets = await targetsOf(aws, targetGroup);
  const staying = targets.filter(({ state }) => !state.includes('draining'));
  const unwell = staying.filter(({ state }) => state !== 'healthy');
  return {
    healthy: staying.length - unwell.length,
    complaints: staying.length === 0 ? ['no copy is registered with the target group'] : [...new Set(unwell.map(({ complaint }) => complaint))],
  };
}

/** Copies that are not on their way out. */
export async function copiesIn(aws: Pick<Aws, 'describeTargetHealth'>, targetGroup: string): Promise<number> {
  return (await targetsOf(aws, targetGroup)).filter(({ state }) => !state.includes('draining')).length;
}

interface Target {
  readonly state: string;
  readonly complaint: string;
}

async function targetsOf(aws: Pick<Aws, 'describeTargetHealth'>, targetGroup: string): Promise<Target[]> {
  const described = await aws.describeTargetHealth({ TargetGroupArn: targetGroup }).catch((error: unknown) => {
    // One that has been replaced has no copies.
    if (errorName(error) === 'TargetGroupNotFound') { return undefined; }
    throw error;
  });
  return (described?.TargetHealthDescriptions ?? []).map(({ TargetHealth: health }) => ({
    state: String(health?.State ?? 'unknown'),
    complaint: [health?.Reason ?? health?.State, health?.Description].filter(Boolean).join(': '),
  }));
}
