/** The packs and the validator of the CDK have nothing against what is watched, shown and saved. */
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { PlatformProfile } from '../../src/vocabulary';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';
import { ground, service, SETTINGS, Setting } from '../ecs/support';
import { ground as eksGround, service as eksService } from '../eks/support';

const OURS = /Alarm|Dashboard|Query|TaskEvents/;
const ours = ({ path }: { readonly path: string }) => OURS.test(path);

function onEcs(setting: Setting, profile: PlatformProfile, told: boolean): App {
  const on = ground(setting);
  const alarmTopic = told ? new sns.Topic(on.stack, 'Pager') : undefined;
  const platform = on.platform({ profile, dashboard: true, savedQueries: true, taskEvents: true, alarmTopic });
  service(on.stack, 'Api', platform, { scaling: { max: 4, targetCpuPercent: 50 }, ecs: { highResolutionMetrics: true } });
  service(new Stack(on.scope, 'Away', { env: setting.env }), 'Shop', platform);
  return on.app;
}

function onEks(setting: Setting, profile: PlatformProfile): App {
  const on = eksGround(setting);
  eksService(on.stack, 'Api', on.platform({ profile, dashboard: true, savedQueries: true }));
  return on.app;
}

describe.each(SETTINGS)('with %s', (_, given) => {
  const setting = { ...given, flags: { ...given.flags, ...VALIDATION_CONTEXT } };
  test.each<[string, () => App]>([
    ['on ECS, with somebody who is told', () => onEcs(setting, PlatformProfile.PRODUCTION, true)],
    ['on ECS, with nobody', () => onEcs(setting, PlatformProfile.PRODUCTION, false)],
    ['on ECS, in development', () => onEcs(setting, PlatformProfile.DEVELOPMENT, true)],
    ['on EKS', () => onEks(setting, PlatformProfile.PRODUCTION)],
  ])('%s', (__, make) => {
    const app = make();
    expect(diagnosticsIn(app).filter(line => OURS.test(line))).toEqual([]);
    expect(findingsIn(app).filter(ours).map(tell)).toEqual([]);
    const accepted = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node));
    const found = findingsWithoutAcknowledgements(app).filter(ours);
    expect(accepted.filter(one => !found.some(other => covers(one, other))).map(({ rule }) => rule)).toEqual([]);
  });
});
