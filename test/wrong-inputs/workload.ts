import { Duration } from 'aws-cdk-lib/core';
import { main, sidecar, withExposure, withMain, workload, wrong, WrongInput } from './wrong-input';
import { DiskVolume, Handle, RollingDraft, ScalingPolicySpec, ScheduledBounds, SharedVolume, WorkloadDraft } from '../../src/model';

const FILE_SYSTEM = new Handle('Shop/Files', undefined);

function policies(...given: ScalingPolicySpec[]): WorkloadDraft {
  return workload({ scaling: { kind: 'range', min: 2, max: 10, policies: given } });
}

function schedule(given: Partial<ScheduledBounds>): WorkloadDraft {
  return policies({ kind: 'schedule', name: 'night', expression: 'cron(0 20 * * ? *)', timeZone: 'Europe/Berlin', min: 1, ...given });
}

function shared(given: Partial<SharedVolume>): WorkloadDraft {
  return workload({
    volumes: [{ kind: 'shared', name: 'data', ...given }],
    containers: [main({ mounts: [{ volume: given.name ?? 'data', path: '/data', readOnly: false }] })],
  });
}

function disk(given: Partial<DiskVolume>): WorkloadDraft {
  return workload({
    volumes: [{ kind: 'disk', name: 'data', ...given }],
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  });
}

function rollout(given: Partial<RollingDraft>, count = 2): WorkloadDraft {
  return workload({ rollout: { kind: 'rolling', ...given }, scaling: { kind: 'fixed', count } });
}

/** Mistakes in a workload as a whole. */
export const WORKLOAD_MISTAKES: readonly WrongInput[] = [
  wrong('WorkloadNameMissing', 'name', 'give it a name', workload({ name: '' })),
  wrong('NoContainers', 'containers', 'a main container', workload({ containers: [] })),
  wrong('MainContainerMissing', 'containers', "give 'web' the role main", withMain({ role: 'sidecar' })),
  wrong('MainContainerNotAlone', 'containers.other.role', "make 'other' a sidecar",
    workload({ containers: [main({ role: 'main' }), sidecar('other', { role: 'main' })] })),
  wrong('MainContainerNotFirst', 'containers.web', 'in front of the others', workload({ containers: [sidecar('proxy'), main({ role: 'main' })] })),

  wrong('OutOfRange', 'size.cpuUnits', 'choose 1 units', workload({ size: { cpuUnits: 0, memoryMiB: 512 } })),
  wrong('OutOfRange', 'size.memoryMiB', 'choose 513 MiB', workload({ size: { memoryMiB: 512.7 } })),
  wrong('OutOfRange', 'containers.web.probe.interval', 'choose 1 seconds',
    withMain({ probe: { kind: 'command', command: ['true'], interval: Duration.millis(200), timeout: Duration.seconds(1) } })),
  wrong('OutOfRange', 'containers.web.probe.failures', 'choose 1', withMain({ probe: { kind: 'command', command: ['true'], failures: 0 } })),
  wrong('ContainersExceedSize', 'size.cpuUnits', 'at least 512 units',
    workload({ containers: [main({ resources: { cpuUnits: 256 } }), sidecar('proxy', { resources: { cpuUnits: 256 } })], size: { cpuUnits: 256 } })),
  wrong('ContainersExceedSize', 'size.memoryMiB', 'at least 1024 MiB', withMain({ resources: { memoryLimitMiB: 1024 } })),
  wrong('ContainersExceedSize', 'size.gpus', 'at least 2 devices', { ...withMain({ resources: { gpus: 2 } }), size: { gpus: 1 } }),
  wrong('ContainerExceedsSize', 'containers.web.resources.memoryLimitMiB', 'at most 512 MiB',
    withMain({ resources: { memoryLimitMiB: 1024, memoryReservationMiB: 128 } })),
  wrong('ArchitectureUnavailable', 'runtime.architecture', 'x86_64', workload({ runtime: { os: 'windows-server-2022-core', architecture: 'arm64' } })),

  wrong('VolumeNameMalformed', 'volumes[0].name', "call the volume 'my-data'", shared({ name: 'my data', directory: '/data' })),
  wrong('VolumeNameTaken', 'volumes[1].name', "for example 'data-2'",
    { ...shared({}), volumes: [{ kind: 'ephemeral', name: 'data' }, { kind: 'ephemeral', name: 'data' }] }),
  wrong('VolumeUnused', 'volumes.cache', 'mount it', workload({ volumes: [{ kind: 'ephemeral', name: 'cache' }] })),
  wrong('VolumeDirectoryRelative', 'volumes.data.directory', "for example '/shop'", shared({ directory: 'shop' })),
  wrong('OutOfRange', 'volumes.data.uid', 'choose 0', shared({ uid: -1 })),
  wrong('OutOfRange', 'volumes.data.gid', 'choose 4294967295', shared({ gid: 5_000_000_000 })),
  wrong('VolumePermissionsMalformed', 'volumes.data.permissions', "'0750'", shared({ permissions: 'rwxr-x---' })),
  wrong('AccessPointWithoutFileSystem', 'volumes.data.fileSystem', 'name the file system', shared({ accessPoint: FILE_SYSTEM })),
  wrong('DiskSizeMissing', 'volumes.data.size', 'for example 20 GiB', disk({})),
  wrong('DiskSnapshotMalformed', 'volumes.data.snapshotId', "'snap-0123456789abcdef0'", disk({ snapshotId: 'vol-0123456789abcdef0' })),

  wrong('OutOfRange', 'scaling.count', 'choose 0 copies', workload({ scaling: { kind: 'fixed', count: -1 } })),
  wrong('OutOfRange', 'scaling.count', 'choose 3 copies', workload({ scaling: { kind: 'fixed', count: 2.5 } })),
  wrong('ScalingBoundsReversed', 'scaling', 'max to at least 5', workload({ scaling: { kind: 'range', min: 5, max: 2 } })),
  wrong('ScalingBoundsReversed', 'scaling.policies.night', 'min to at most 1', schedule({ min: 2, max: 1 })),
  wrong('OutOfRange', 'scaling.policies.cpu.targetPercent', 'choose 100 %', policies({ kind: 'cpu', targetPercent: 140 })),
  wrong('OutOfRange', 'scaling.policies.memory.targetPercent', 'choose 1 %', policies({ kind: 'memory', targetPercent: 0 })),
  wrong('OutOfRange', 'scaling.policies.requests.perMinuteAndCopy', 'choose 1,',
    { ...withExposure({}), scaling: { kind: 'range', policies: [{ kind: 'requests', perMinuteAndCopy: 0 }] } }),
  wrong('RequestsWithoutExposure', 'scaling.policies.requests', 'expose the workload', policies({ kind: 'requests', perMinuteAndCopy: 100 })),
  wrong('ScalingPolicyTaken', 'scaling.policies.cpu', 'keep one', policies({ kind: 'cpu', targetPercent: 50 }, { kind: 'cpu', targetPercent: 60 })),
  wrong('ScalingFromZero', 'scaling.min', 'set min to 1', workload({ scaling: { kind: 'range', min: 0, max: 5 } })),
  wrong('ScheduleNameMissing', 'scaling.policies', "'business-hours'", schedule({ name: '' })),
  wrong('ScheduleNameTaken', 'scaling.policies.night', "for example 'night-2'", policies(
    { kind: 'schedule', name: 'night', expression: 'rate(1 day)', timeZone: 'UTC', min: 1 },
    { kind: 'schedule', name: 'night', expression: 'rate(2 days)', timeZone: 'UTC', min: 2 },
  )),
  wrong('ScheduleChangesNothing', 'scaling.policies.night', 'at least one', schedule({ min: undefined })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'cron(0 8 * * ? *)'", schedule({ expression: '0 8 * * *' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'cron(0 8 * * ? *)'", schedule({ expression: 'cron(0 8 * * *)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'cron(0 8 * * ? *)'", schedule({ expression: 'cron(0 8 * * * *)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', 'cron(0 8 ? * MON-FRI *)', schedule({ expression: 'cron(0 25 * * ? *)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', 'cron(0 8 ? * MON-FRI *)', schedule({ expression: 'cron(0/0 8 * * ? *)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', 'cron(0 8 ? * MON-FRI *)', schedule({ expression: 'cron(60 8 * * ? *)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', 'cron(0 8 ? * MON-FRI *)', schedule({ expression: 'cron(0 8 * * ? 2200)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'rate(1 hour)'", schedule({ expression: 'rate(1 hours)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'at(2030-01-31T08:00:00)'", schedule({ expression: 'at(tomorrow)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'at(2030-01-31T08:00:00)'", schedule({ expression: 'at(2030-13-01T08:00:00)' })),
  wrong('ScheduleExpressionMalformed', 'scaling.policies.night.expression', "'at(2030-01-31T08:00:00)'", schedule({ expression: 'at(2030)' })),
  wrong('TimeZoneUnknown', 'scaling.policies.night.timeZone', "write 'Europe/Berlin'", schedule({ timeZone: 'Europe/Berlim' })),
  wrong('TimeZoneUnknown', 'scaling.policies.night.timeZone', "write 'Europe/Berlin'", schedule({ timeZone: 'europe/berlin' })),
  wrong('TimeZoneUnknown', 'scaling.policies.night.timeZone', 'IANA', schedule({ timeZone: '+02:00' })),

  wrong('ExposureContainerUnknown', 'exposures[0].container', "send them to 'web'", withExposure({ container: 'wbe' })),
  wrong('ExposureOfInitContainer', 'exposures[0].container', 'expose the main container',
    withExposure({ container: 'migrate' }, [main(), sidecar('migrate', { role: 'init', ports: [{ port: 80 }] })])),
  wrong('ExposurePortMissing', 'exposures[0].port', 'for example 8080', withExposure({}, [main({ ports: [] })])),
  wrong('ExposurePortNotOpen', 'exposures[0].port', 'send requests to 8080', withExposure({ port: 80 })),
  wrong('ExposurePortUdp', 'exposures[0].port', 'for tcp', withExposure({}, [main({ ports: [{ port: 53, protocol: 'udp' }] })])),
  wrong('ExposureApplicationMismatch', 'exposures[0].protocol', 'to grpc', withExposure({}, [main({ ports: [{ port: 50051, application: 'grpc' }] })])),
  wrong('ExposureTaken', 'exposures[1]', 'by host name', workload({
    exposures: [
      { kind: 'http', audience: 'public', match: { hostNames: ['a.example', 'B.example'] } },
      { kind: 'http', audience: 'public', match: { hostNames: ['b.example', 'a.example'] } },
    ],
  })),

  wrong('OutOfRange', 'rollout.minHealthyPercent', 'choose 100 %', rollout({ minHealthyPercent: 101 })),
  wrong('OutOfRange', 'rollout.maxHealthyPercent', 'choose 100 %', rollout({ minHealthyPercent: 50, maxHealthyPercent: 90 })),
  wrong('RolloutStuck', 'rollout', 'maxHealthyPercent to at least 150', rollout({ minHealthyPercent: 100, maxHealthyPercent: 100 })),
  wrong('RolloutStuck', 'rollout', 'maxHealthyPercent to at least 200, or minHealthyPercent to at most 0', rollout({ minHealthyPercent: 50, maxHealthyPercent: 150 }, 1)),
  wrong('RolloutStuck', 'rollout', 'maxHealthyPercent to at least 200', {
    ...schedule({ min: 1 }), rollout: { kind: 'rolling', minHealthyPercent: 60, maxHealthyPercent: 150 },
  }),
  wrong('ThresholdWithoutCircuitBreaker', 'rollout.circuitBreaker.threshold', 'turn the circuit breaker on',
    rollout({ circuitBreaker: { enabled: false, threshold: { kind: 'count', value: 3 } } })),
  wrong('OutOfRange', 'rollout.circuitBreaker.threshold.value', 'choose 1 copies', rollout({ circuitBreaker: { threshold: { kind: 'count', value: 0 } } })),
  wrong('OutOfRange', 'rollout.circuitBreaker.threshold.value', 'choose 100 %', rollout({ circuitBreaker: { threshold: { kind: 'percent', value: 101 } } })),
  wrong('RolloutAlarmsMissing', 'rollout.alarms', 'name an alarm', rollout({ alarms: { kind: 'given', alarms: [] } })),
  wrong('RolloutAlarmsOff', 'rollout.alarms', 'turn the alarms', { ...rollout({ alarms: { kind: 'default' } }), alarms: false }),
  wrong('RolloutAlarmsOff', 'rollout.alarms', 'turn the alarms', {
    ...rollout({ alarms: { kind: 'default' } }), alarms: { kind: 'standard', without: ['errors', 'latency', 'unhealthy'] },
  }),
  wrong('OutOfRange', 'alarms.errorPercent', 'choose 99 %, the nearest whole number', workload({ alarms: { kind: 'standard', errorPercent: 100 } })),
  wrong('OutOfRange', 'alarms.errorPercent', 'choose 0 %', workload({ alarms: { kind: 'standard', errorPercent: -1 } })),
  wrong('OutOfRange', 'alarms.latency', 'choose 1 ms', workload({ alarms: { kind: 'standard', latency: Duration.millis(0) } })),
  wrong('OutOfRange', 'alarms.cpuPercent', 'choose 1 %, the nearest whole number', workload({ alarms: { kind: 'standard', cpuPercent: 0 } })),
  wrong('OutOfRange', 'alarms.memoryPercent', 'choose 1 %', workload({ alarms: { kind: 'standard', memoryPercent: 0 } })),
  wrong('OutOfRange', 'alarms.memoryPercent', 'choose 100 %', workload({ alarms: { kind: 'standard', memoryPercent: 200 } })),
  wrong('OutOfRange', 'alarms.restarts', 'choose 3,', workload({ alarms: { kind: 'standard', restarts: 2.5 } })),

  wrong('OutOfRange', 'logging.retentionDays', 'choose 1 days', workload({ logging: { kind: 'group', retentionDays: 0 } })),
  wrong('OutOfRange', 'logging.bufferMiB', 'choose 1 MiB', workload({ logging: { kind: 'group', bufferMiB: 0 } })),
  wrong('PermissionMalformed', 'permissions[0]', 'policy statement', workload({ permissions: ['s3:GetObject' as unknown as Handle] })),
];
