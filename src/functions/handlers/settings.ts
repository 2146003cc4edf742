/**
 * Settings that ECS changes without a deployment. Only what the template changes is sent, for two reasons: ECS refuses a call that
 * even mentions what CodeDeploy owns, and whoever scales the service meanwhile is not to be fought.
 */
import type { Service, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import { Aws } from './aws';
import { RolloutRequest } from './request';
import { ServiceSettings } from '../wire/rollout';

export type SettingsChange = Pick<UpdateServiceRequest, 'desiredCount' | 'healthCheckGracePeriodSeconds' | 'enableExecuteCommand'>;

/** What has to be there before new copies come up: more room for them, more patience with them. */
export function changesBefore(request: RolloutRequest, live: Service): SettingsChange {
  const { desiredCount, ...others } = changesInAll(request, live);
  return { ...others, ...desiredCount !== undefined && desiredCount > (live.desiredCount ?? 0) ? { desiredCount } : {} };
}

/** Everything that is not yet as the template has it. */
export function changesInAll({ props, old }: RolloutRequest, live: Service): SettingsChange {
  const { desiredCount, healthCheckGracePeriodSeconds: grace, enableExecuteCommand: exec } = props.settings;
  const changed = (key: keyof ServiceSettings) => old?.settings[key] !== props.settings[key];
  return {
    ...desiredCount !== undefined && changed('desiredCount') && Number(desiredCount) !== live.desiredCount
      ? { desiredCount: Number(desiredCount) } : {},
    ...grace !== undefined && changed('healthCheckGracePeriodSeconds') && Number(grace) !== live.healthCheckGracePeriodSeconds
      ? { healthCheckGracePeriodSeconds: Number(grace) } : {},
    ...changed('enableExecuteCommand') && (exec === 'true') !== (live.enableExecuteCommand ?? false) ? { enableExecuteCommand: exec === 'true' } : {},
  };
}

export async function applyChanges(aws: Pick<Aws, 'updateService'>, request: RolloutRequest, change: SettingsChange): Promise<void> {
  if (Object.keys(change).length > 0) {
    await aws.updateService({ cluster: request.props.cluster, service: request.props.service, ...change });
  }
}

export async function applyTags(aws: Pick<Aws, 'tagResource' | 'untagResource'>, { props, old }: RolloutRequest, live: Service): Promise<void> {
  const wanted = props.settings.tags ?? {};
  const before = old?.settings.tags ?? {};
  const gone = Object.keys(before).filter(key => !(key in wanted));
  const tags = Object.entries(wanted).filter(([key, value]) => before[key] !== value).map(([key, value]) => ({ key, value }));
  if (gone.length > 0) { await aws.untagResource({ resourceArn: live.serviceArn, tagKeys: gone }); }
  if (tags.length > 0) { await aws.tagResource({ resourceArn: live.serviceArn, tags }); }
}
