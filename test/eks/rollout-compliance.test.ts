/** What rule packs and the CDK's own validator say of a stack that moves traffic on EKS. */
import { ground, service, Setting, SETTINGS } from './support';
import { Exposure, Rollout } from '../../src/vocabulary';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';

function made(setting: Setting) {
  const on = ground({ ...setting, flags: { ...setting.flags, ...VALIDATION_CONTEXT } });
  const platform = on.platform();
  service(on.stack, 'Api', platform, { rollout: Rollout.canary(), exposures: [Exposure.public(), Exposure.internal()] });
  service(on.stack, 'Site', platform, { rollout: Rollout.rolling({ followTraffic: true }) });
  return { ...on, ours: (path: string) => /^Shop\/(Api|Site|TrafficShifter|RolloutAnswers)\b/.test(path) };
}

test.each(SETTINGS)('no pack and no validator has anything to say of it: %s', (_, setting) => {
  const { app, ours } = made(setting);
  const diagnostics = diagnosticsIn(app).filter(told => ours(told.split(' at ')[1]));
  const findings = findingsIn(app).filter(({ path }) => ours(path)).map(tell);
  expect({ diagnostics, findings }).toEqual({ diagnostics: [], findings: [] });
}, 60_000);

test.each(SETTINGS)('nothing of what moves traffic is acknowledged that nobody asks: %s', (_, setting) => {
  const { app } = made(setting);
  app.synth();
  const ours = (path: string) => /^Shop\/(TrafficShifter\/\w+Parts|\w+\/MoveTraffic)\b/.test(path);
  const acknowledged = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node.path));
  const found = findingsWithoutAcknowledgements(app);
  expect(found.filter(({ path }) => ours(path)).length).toBeGreaterThan(0);
  const stale = acknowledged.filter(acknowledgement => !found.some(each => covers(acknowledgement, each)));
  expect(stale.map(({ rule, construct }) => `${rule} at ${construct.node.path}`)).toEqual([]);
}, 60_000);
