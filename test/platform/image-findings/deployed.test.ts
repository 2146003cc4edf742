/** Deploys a service whose images are asked about to the local account: what goes through, what does not, and what is never in the way. */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Image, ImageFindings, ImageFindingsOptions, PlatformProfile, VulnerabilitySeverity } from '../../../src/vocabulary';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { ScannableImage, scansOf } from '../../../tools/local-cloudformation/services/image-scans';
import { World } from '../../../tools/local-cloudformation/testing/world';
import { ground, IRELAND, service } from '../../ecs/support';

jest.setTimeout(180_000);

/** Putting one together takes longer than deploying it. */
const STACKS = new Map<string, Stack>();

class Registry {
  public readonly world: World;

  constructor(faults: Faults = {}) {
    this.world = new World({ faults, account: IRELAND.account, region: IRELAND.region });
  }

  public get scans() {
    return scansOf(this.world.aws.account);
  }

  public push(tag: string, image: ScannableImage = {}): void {
    this.scans.push('shop', tag, image);
  }

  public async deploy(tag: string, options: ImageFindingsOptions = {}, environment: Record<string, string> = {}) {
    return this.world.deploy(this.template(tag, options, environment));
  }

  /** The image that the service runs. */
  public get runs(): string {
    const { account } = this.world.aws;
    const [{ properties }] = account.live('AWS::ECS::Service');
    const definition = account.find('AWS::ECS::TaskDefinition', String(properties.TaskDefinition))!;
    const [{ Image: image }] = definition.properties.ContainerDefinitions as { Image: string }[];
    return image.slice(image.lastIndexOf('/') + 1);
  }

  private template(tag: string, options: ImageFindingsOptions, environment: Record<string, string>): string {
    const key = JSON.stringify([tag, options.ignore, options.patience?.toMinutes(), environment]);
    const stack = STACKS.get(key) ?? this.stack(tag, options, environment);
    STACKS.set(key, stack);
    return this.world.templateOf(stack);
  }

  private stack(tag: string, options: ImageFindingsOptions, environment: Record<string, string>): Stack {
    const on = ground({ env: IRELAND });
    const images = new ecr.Repository(on.stack, 'Images', { repositoryName: 'shop', imageTagMutability: ecr.TagMutability.IMMUTABLE });
    service(on.stack, 'Api', on.platform({ profile: PlatformProfile.DEVELOPMENT }), {
      exposures: [],
      environment,
      image: Image.fromRepository(images, { tag }),
      imageFindings: ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, options),
    });
    return on.stack;
  }
}

test('a clean image goes through, and a vulnerable one fails with the reason, before anything of the service changes', async () => {
  const registry = new Registry();
  registry.push('v1', { findings: { 'CVE-2026-1': 'MEDIUM' } });
  registry.push('v2', { findings: { 'CVE-2026-1': 'MEDIUM', 'CVE-2026-10002': 'CRITICAL', 'CVE-2026-10003': 'HIGH' }, scanned: 'continuously' });
  expect(await registry.deploy('v1')).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  const { status, reason, events } = await registry.deploy('v2');
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toMatch(/Image shop:v2 \(container api\) has 1 CRITICAL and 1 HIGH findings, and nothing of HIGH or worse may be deployed: /);
  expect(reason).toMatch(/: CVE-2026-10002 in openssl 3\.0\.1 \(CRITICAL, fixed in 3\.0\.2\), CVE-2026-10003 in openssl 3\.0\.1/);
  expect(reason).toMatch(/Rebuild with versions that are fixed, or name what does not concern you in `ignore`/);
  expect(reason!.length).toBeLessThan(1024);
  expect(events.filter(({ type }) => /^AWS::ECS::/.test(type))).toEqual([]);
  expect(registry.runs).toBe('shop:v1');
  expect(await registry.deploy('v2', { ignore: ['CVE-2026-10002', 'CVE-2026-10003'] })).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(registry.runs).toBe('shop:v2');
});

test('a stack that goes back is let, whatever has become known about the image of before, and so is one that is deleted', async () => {
  let fails = false;
  const registry = new Registry();
  registry.push('v1');
  registry.push('v2');
  await registry.deploy('v1');
  registry.scans.learn('shop', 'v1', { 'CVE-2026-9': 'CRITICAL' });
  fails = true;
  registry.world.faults.resource = type => {
    const failing = fails && type === 'AWS::ECS::Service';
    fails &&= !failing;
    return failing ? 'It does not come up' : undefined;
  };
  const asked = registry.scans.asked.length;
  const { status, reason, events } = await registry.deploy('v2');
  expect({ status, reason }).toEqual({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining('It does not come up') });
  expect(events.filter(({ type }) => type === 'Custom::ContainerImageFindings').map(each => each.status))
    .toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
  expect(registry.scans.asked.slice(asked).filter(each => each.startsWith('BatchGetImage'))).toEqual(['BatchGetImage shop:v2']);
  expect(registry.runs).toBe('shop:v1');
  const deleted = await registry.world.destroy();
  expect(deleted).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
});

test('what does not change its images does not ask, and what does asks again, even of an image of before', async () => {
  const registry = new Registry();
  registry.push('v1');
  registry.push('v2');
  await registry.deploy('v1');
  registry.scans.learn('shop', 'v1', { 'CVE-2026-9': 'CRITICAL' });
  const before = registry.scans.asked.length;
  expect(await registry.deploy('v1', {}, { LEVEL: 'debug' })).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(registry.scans.asked).toHaveLength(before);
  await registry.deploy('v2');
  expect(await registry.deploy('v1')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining('CVE-2026-9') });
  expect(registry.runs).toBe('shop:v2');
});

test('a scan is begun where there is none, and waited for, and not for ever', async () => {
  const registry = new Registry();
  registry.push('v1', { scanned: 'onDemand', seconds: 150, architectures: ['arm64', 'amd64'] });
  const first = await registry.deploy('v1');
  expect(first).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(registry.scans.asked.filter(each => each.startsWith('StartImageScan'))).toHaveLength(1);
  registry.push('v2', { seconds: 3600 });
  const second = await registry.deploy('v2', { patience: Duration.minutes(5) });
  expect(second).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/because its scan is not over\.\nHave the repository scanned, raise `patience` \(5 min\)/) });
  expect(second.minutes).toBeGreaterThanOrEqual(5);
  expect(second.minutes).toBeLessThan(10);
});

test('a first deployment with an image that may not run leaves nothing behind', async () => {
  const registry = new Registry();
  registry.push('v1', { findings: { 'CVE-2026-10002': 'CRITICAL' } });
  const { status, events } = await registry.deploy('v1');
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(events.filter(({ type }) => type === 'AWS::ECS::Service')).toEqual([]);
});

test('it decides the same however badly the services answer', async () => {
  const registry = new Registry({ throttling: 0.3, lostResponses: 0.2, duplicateDeliveries: 0.5, concurrentDeliveries: 0.5 });
  registry.push('v1');
  registry.push('v2', { findings: { 'CVE-2026-10002': 'CRITICAL' } });
  expect(await registry.deploy('v1')).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await registry.deploy('v2')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining('CVE-2026-10002') });
  expect(registry.runs).toBe('shop:v1');
});
