/** The words people write, in the words of the model. */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, Size, Stack } from 'aws-cdk-lib/core';
import {
  ApplicationProtocol, Capacity, DependencyCondition, DiskType, EnvironmentFile, Exposure, FailureThreshold, Image, Logging, PlatformProfile, Probe,
  Rollout, RolloutAlarms, Volume, workloadDraft,
} from '../../src/vocabulary';

/** Without the members that are undefined, as the model sees it. */
function said<T extends object>(draft: T | undefined): unknown {
  return JSON.parse(JSON.stringify(draft, (_, value) => value instanceof Duration ? value.toIsoString() : value));
}

const image = Image.fromRegistry('nginx:1.29');

test('an image is named by its registry, its repository, its directory or its file', () => {
  const repository = ecr.Repository.fromRepositoryName(new Stack(), 'Images', 'shop');

  expect(image._toSpec()).toMatchObject({ kind: 'registry', reference: 'nginx:1.29' });
  expect(Image.fromRepository(repository, { tag: '1' })._toSpec()).toMatchObject({ kind: 'repository', tag: '1', repository: { value: repository, label: 'Default/Images' } });
  expect(Image.fromDirectory('.', { target: 'x' })._toSpec()).toEqual({ kind: 'directory', directory: '.', target: 'x' });
  expect(Image.fromTarball('a.tar')._toSpec()).toEqual({ kind: 'tarball', file: 'a.tar' });
});

test('a probe asks over HTTP, TCP or by command, as often as it is told', () => {
  expect(said(Probe.http('/well', { port: 1, successCodes: '200', interval: Duration.seconds(5) })._toDraft()))
    .toEqual({ kind: 'http', path: '/well', port: 1, successCodes: '200', interval: 'PT5S' });
  expect(Probe.tcp({ port: 1, failures: 2 })._toDraft()).toEqual({ kind: 'tcp', port: 1, failures: 2 });
  expect(Probe.command(['true'], { successes: 1 })._toDraft()).toEqual({ kind: 'command', command: ['true'], successes: 1 });
});

test('an exposure is public or internal, with the requests it takes', () => {
  expect(said(Exposure.public()._toDraft())).toEqual({ kind: 'http', audience: 'public', match: { hostNames: [] } });
  expect(said(Exposure.internal({
    hostName: 'a',
    alternateHostNames: ['b'],
    paths: ['/x'],
    methods: ['GET'],
    priority: 3,
    port: 1,
    container: 'c',
    protocol: ApplicationProtocol.GRPC,
    encryptToContainer: true,
    drainTime: Duration.seconds(9),
  })._toDraft())).toEqual({
    kind: 'http',
    audience: 'internal',
    match: { hostNames: ['a', 'b'], paths: ['/x'], methods: ['GET'] },
    priority: 3,
    port: 1,
    container: 'c',
    protocol: 'grpc',
    encrypted: true,
    drainTime: 'PT9S',
  });
});

test('a rollout says what differs from the usual one', () => {
  expect(said(Rollout.rolling()._toDraft())).toEqual({ kind: 'rolling', circuitBreaker: {} });
  const cautious = Rollout.rolling({
    circuitBreaker: false, rollback: false, failureThreshold: FailureThreshold.percent(20), alarms: RolloutAlarms.none(),
  });
  expect(said(cautious._toDraft()))
    .toEqual({ kind: 'rolling', circuitBreaker: { enabled: false, rollback: false, threshold: { kind: 'percent', value: 20 } }, alarms: { kind: 'none' } });
  expect(FailureThreshold.count(4)._toSpec()).toEqual({ kind: 'count', value: 4 });
});

test('a log goes to a group or nowhere', () => {
  expect(said(Logging.logGroup({ retention: logs.RetentionDays.ONE_DAY, blocking: true, buffer: Size.mebibytes(1) })._toDraft()))
    .toEqual({ kind: 'group', retentionDays: 1, blocking: true, bufferMiB: 1 });
  expect(Logging.none()._toDraft()).toEqual({ kind: 'none' });
});

test('a volume is named by its key', () => {
  expect(Volume.ephemeral()._toDraft('tmp')).toEqual({ kind: 'ephemeral', name: 'tmp' });
  expect(Volume.efs({ uid: 5, directory: '/x' })._toDraft('data')).toEqual({ kind: 'shared', name: 'data', uid: 5, directory: '/x' });
  expect(Volume.ebs({ size: Size.gibibytes(20), type: DiskType.io2({ iops: 500 }) })._toDraft('data')).toEqual({ kind: 'disk', name: 'data', sizeGiB: 20, type: 'io2', iops: 500 });
  expect(Volume.tmpfs({ size: Size.gibibytes(1), mountOptions: [ecs.TmpfsMountOption.EXEC] })._toDraft('t')).toEqual({ kind: 'memory', name: 't', sizeMiB: 1024, mountOptions: ['exec'] });
  expect(Volume.hostPath('/var/log')._toDraft('logs')).toEqual({ kind: 'hostPath', name: 'logs', hostPath: '/var/log' });
  expect(Volume.docker({ scope: ecs.Scope.SHARED })._toDraft('d')).toEqual({ kind: 'driver', name: 'd', scope: 'shared' });
});

test('capacity has no base and the weight 1 unless it says so', () => {
  expect(Capacity.fargate()._toSpec()).toEqual({ pool: { kind: 'fargate' }, base: 0, weight: 1 });
  expect(Capacity.fargateSpot({ base: 2, weight: 0 })._toSpec()).toEqual({ pool: { kind: 'fargateSpot' }, base: 2, weight: 0 });
});

test('an environment file is one of the project or one of a bucket', () => {
  expect(EnvironmentFile.fromFile('a.env')._toSpec()).toEqual({ kind: 'file', file: 'a.env' });
});

test('a profile that is varied keeps what is said to be undefined', () => {
  expect(PlatformProfile.PRODUCTION.customize('staging', { alarms: undefined, desiredCount: undefined })).toMatchObject({ alarms: true, desiredCount: 2 });
});

test('a profile that is varied keeps what it does not say', () => {
  const staging = PlatformProfile.PRODUCTION.customize('staging', { natPerZone: false });

  expect(staging).toMatchObject({ profileName: 'staging', natPerZone: false, desiredCount: 2, retainData: true });
  expect(PlatformProfile.PRODUCTION.natPerZone).toBe(true);
});

describe('a workload', () => {
  test('has its main container first, then sidecars, then init containers', () => {
    const { containers } = workloadDraft('shop', { image, sidecars: [{ name: 'agent', image }], initContainers: [{ name: 'migrate', image }] });

    expect(containers.map(({ name, role }) => `${name} ${role}`)).toEqual(['shop main', 'agent sidecar', 'migrate init']);
  });

  test('says its numbers in the units of the model', () => {
    expect(said(workloadDraft('shop', { image, cpu: 512, memory: Size.gibibytes(2), ephemeralStorage: Size.gibibytes(30), gpus: 0 }).size))
      .toEqual({ cpuUnits: 512, memoryMiB: 2048, ephemeralStorageGiB: 30, gpus: 0 });
  });

  test('has a fixed count, a range, or neither', () => {
    expect(workloadDraft('shop', { image }).scaling).toBeUndefined();
    expect(workloadDraft('shop', { image, desiredCount: 0 }).scaling).toEqual({ kind: 'fixed', count: 0 });
    expect(said(workloadDraft('shop', { image, scaling: { max: 4, targetCpuPercent: 0, targetRequestsPerMinute: 7, schedules: [{ name: 'n', schedule: 's', min: 1 }] } }).scaling))
      .toEqual({
        kind: 'range',
        max: 4,
        policies: [{ kind: 'cpu', targetPercent: 0 }, { kind: 'requests', perMinuteAndCopy: 7 }, { kind: 'schedule', name: 'n', expression: 's', timeZone: 'Etc/UTC', min: 1 }],
      });
  });

  test('has dependencies on containers that have started, and mounts that can be written, unless it says otherwise', () => {
    const [{ dependsOn, mounts }] = workloadDraft('shop', {
      image,
      dependsOn: [{ container: 'a' }, { container: 'b', condition: DependencyCondition.HEALTHY }],
      mounts: [{ volume: 'v', path: '/v' }, { volume: 'w', path: '/w', readOnly: true }],
    }).containers;

    expect(dependsOn).toEqual([{ container: 'a', condition: 'start' }, { container: 'b', condition: 'healthy' }]);
    expect(mounts).toEqual([{ volume: 'v', path: '/v', readOnly: false }, { volume: 'w', path: '/w', readOnly: true }]);
  });
});
