/** The packs and the validator of the CDK have nothing against the gate in front of images. */
import { App } from 'aws-cdk-lib/core';
import { ImageRegistry, ImageRepository, PullThroughCache } from '../../../src/registry';
import { Image, ImageFindings, VulnerabilitySeverity } from '../../../src/vocabulary';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { ground, IRELAND, RECOMMENDED, service, Setting } from '../../ecs/support';
import { ground as eksGround } from '../../eks/support';

const OURS = /ImageFindings/;
const imageFindings = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH);

function onEcs(setting: Setting): App {
  const on = ground(setting);
  const imageRegistry = new ImageRegistry(on.stack, 'Registry', { pullThroughCaches: [PullThroughCache.ecrPublic()] });
  const platform = on.platform({ imageRegistry, workloadDefaults: { imageFindings } });
  const { repository } = new ImageRepository(on.stack, 'Images');
  service(on.stack, 'Api', platform, { image: Image.fromRepository(repository, { tag: 'v1' }) });
  service(on.stack, 'Proxy', platform, { exposures: [] });
  return on.app;
}

function onEks(setting: Setting): App {
  const on = eksGround(setting);
  const { repository } = new ImageRepository(on.stack, 'Images');
  service(on.stack, 'Api', on.platform(), { image: Image.fromRepository(repository, { tag: 'v1' }), imageFindings });
  return on.app;
}

const WITH = { env: IRELAND, flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } };
const WITHOUT = { flags: { ...VALIDATION_CONTEXT } };

test.each<[string, () => App]>([
  ['on ECS, with flags', () => onEcs(WITH)], ['on ECS, without', () => onEcs(WITHOUT)], ['on EKS', () => onEks(WITH)],
])('%s', (_, make) => {
  const app = make();
  expect(diagnosticsIn(app).filter(line => OURS.test(line))).toEqual([]);
  expect(findingsIn(app).filter(({ path }) => OURS.test(path)).map(tell)).toEqual([]);
  const accepted = acknowledgementsIn(app).filter(({ construct, rule }) => OURS.test(construct.node.path) && rule.includes('IAM5'));
  const found = findingsWithoutAcknowledgements(app).filter(({ path }) => OURS.test(path));
  expect(found.length).toBeGreaterThan(0);
  expect(accepted.filter(one => !found.some(other => covers(one, other))).map(({ rule }) => rule)).toEqual([]);
});
