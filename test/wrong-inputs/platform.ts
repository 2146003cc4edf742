import { Duration } from 'aws-cdk-lib/core';
import { main, sidecar, withExposure, withMain, workload, WrongInput, wrongOnFargate } from './wrong-input';
import { DiskVolume, EnvironmentFileSpec, ProbeDraft, SizeSpec, WorkloadDraft } from '../../src/model';

function size(given: Partial<SizeSpec>): WorkloadDraft {
  return workload({ size: given });
}

function probe(given: Partial<ProbeDraft>): WorkloadDraft {
  return withMain({ probe: { kind: 'command', command: ['true'], ...given } as ProbeDraft });
}

function files(...environmentFiles: EnvironmentFileSpec[]): WorkloadDraft {
  return withMain({ environmentFiles });
}

const shared = workload({
  volumes: [{ kind: 'shared', name: 'data', directory: '/a/b/c/d/e' }],
  containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
});

function disks(...given: Partial<DiskVolume>[]): WorkloadDraft {
  const volumes = given.map((disk, index) => ({ kind: 'disk', name: `data-${index + 1}`, sizeGiB: 100, ...disk } as const));
  return workload({ volumes, containers: [main({ mounts: volumes.map(({ name }) => ({ volume: name, path: `/${name}`, readOnly: false })) })] });
}

/** Mistakes that only the platform knows to be some. */
export const PLATFORM_MISTAKES: readonly WrongInput[] = [
  wrongOnFargate('EcsTooManyContainers', 'containers', 'a workload of their own',
    workload({ containers: [main(), ...Array.from({ length: 10 }, (_, index) => sidecar(`helper-${index}`))] })),
  wrongOnFargate('EcsTooManyExposures', 'exposures', 'into one exposure', workload({
    exposures: Array.from({ length: 6 }, (_, index) => ({ kind: 'http', audience: 'public', match: { paths: [`/${index}`] } })),
  })),
  wrongOnFargate('EcsNameTooLong', 'containers[0].name', 'shorten it', withMain({ name: 'a'.repeat(256) })),
  wrongOnFargate('EcsNameTooLong', 'containers.web.ports[0].name', 'shorten it', withMain({ ports: [{ name: 'a'.repeat(65), port: 80 }] })),
  wrongOnFargate('EcsDefinitionTooLarge', 'containers', 'environment file', withMain({ environment: { SETTINGS: 'x'.repeat(70_000) } })),
  wrongOnFargate('EcsProbeNeedsCommand', 'containers.web.probe', 'Probe.command()', withMain({ probe: { kind: 'http', path: '/' } })),
  wrongOnFargate('EcsProbeNeedsCommand', 'containers.web.probe', 'Probe.command()', withMain({ probe: { kind: 'tcp' } })),
  wrongOnFargate('EcsProbeSuccesses', 'containers.web.probe.successes', 'leave successes out', probe({ successes: 2 })),
  wrongOnFargate('EcsHealthCheckOutOfRange', 'containers.web.probe.interval', 'choose 5 seconds', probe({ interval: Duration.seconds(2) })),
  wrongOnFargate('EcsHealthCheckOutOfRange', 'containers.web.probe.timeout', 'choose 60 seconds', probe({ timeout: Duration.minutes(2) })),
  wrongOnFargate('EcsHealthCheckOutOfRange', 'containers.web.probe.startPeriod', 'choose 300 seconds', probe({ startPeriod: Duration.minutes(10) })),
  wrongOnFargate('EcsHealthCheckOutOfRange', 'containers.web.probe.failures', 'choose 10', probe({ failures: 11 })),
  wrongOnFargate('EcsEnvironmentFileName', 'containers.web.environmentFiles[0]', "'settings.env'", files({ kind: 'file', file: 'settings.txt' })),
  wrongOnFargate('EcsTooManyEnvironmentFiles', 'containers.web.environmentFiles', 'merge some',
    files(...Array.from({ length: 11 }, (_, index) => ({ kind: 'file' as const, file: `${index}.env` })))),
  wrongOnFargate('EcsExecNeedsWritableRoot', 'containers.web.readOnlyRoot', 'readOnlyRootFilesystem to false', { ...withMain({ readOnlyRoot: true }), exec: true }),
  wrongOnFargate('EcsMemoryTooSmall', 'containers.web.resources.memoryLimitMiB', 'at least 6 MiB', withMain({ resources: { memoryLimitMiB: 4 } })),
  wrongOnFargate('EcsWindowsUser', 'containers.web.user', 'in the image', { ...withMain({ user: 'app' }), runtime: { os: 'windows-server-2022-core' } }),
  wrongOnFargate('EcsWindowsSharedVolume', 'volumes.data', 'ephemeral volume', workload({
    runtime: { os: 'windows-server-2022-core' },
    volumes: [{ kind: 'shared', name: 'data' }],
    containers: [main({ mounts: [{ volume: 'data', path: 'C:\\data', readOnly: false }] })],
  })),

  wrongOnFargate('FargateSizeUnknown', 'size', 'choose 512 CPU units and 4096 MiB, or 256 CPU units and 2048 MiB', size({ cpuUnits: 256, memoryMiB: 4096 })),
  wrongOnFargate('FargateSizeUnknown', 'size', 'choose 1024 CPU units and 2048 MiB, or 512 CPU units and 2048 MiB', size({ cpuUnits: 1000, memoryMiB: 2048 })),
  wrongOnFargate('FargateSizeUnknown', 'size', 'choose 1024 CPU units and 2048 MiB',
    { ...size({ cpuUnits: 256, memoryMiB: 512 }), runtime: { os: 'windows-server-2022-core' } }),
  wrongOnFargate('FargateStorageOutOfRange', 'size.ephemeralStorageGiB', 'choose 200 GiB', size({ ephemeralStorageGiB: 500 })),
  wrongOnFargate('FargateStorageOutOfRange', 'size.ephemeralStorageGiB', 'choose 20 GiB', size({ ephemeralStorageGiB: 10 })),
  wrongOnFargate('FargateHasNoGpus', 'size.gpus', 'leave GPUs out', withMain({ resources: { gpus: 1 } })),
  wrongOnFargate('FargateCapability', 'containers.web.capabilities.add', 'leave it out', withMain({ capabilities: { add: ['NET_BIND_SERVICE'] } })),
  wrongOnFargate('FargateUlimit', 'containers.web.ulimits.nproc', "'nofile'", withMain({ ulimits: [{ name: 'nproc', soft: 1, hard: 2 }] })),
  wrongOnFargate('FargateStopTimeoutTooLong', 'containers.web.stopTimeout', 'at most 120 seconds', withMain({ stopTimeout: Duration.minutes(5) })),

  wrongOnFargate('TargetGroupHealthOutOfRange', 'exposures[0].health.interval', 'choose 300 seconds', withExposure({ health: { interval: Duration.minutes(10) } })),
  wrongOnFargate('TargetGroupHealthOutOfRange', 'exposures[0].health.successes', 'choose 2', withExposure({ health: { successes: 1 } })),
  wrongOnFargate('TargetGroupTimeoutTooLong', 'exposures[0].health.timeout', 'at most 9 seconds', withExposure({ health: { timeout: Duration.seconds(10) } })),
  wrongOnFargate('TargetGroupDurationOutOfRange', 'exposures[0].drainTime', 'choose 3600 seconds', withExposure({ drainTime: Duration.hours(2) })),
  wrongOnFargate('TargetGroupDurationOutOfRange', 'exposures[0].stickiness', 'choose 604800 seconds', withExposure({ stickiness: Duration.days(8) })),
  wrongOnFargate('TargetGroupCodesOutOfRange', 'exposures[0].health.successCodes', "'200-399'", withExposure({ health: { successCodes: '100-599' } })),
  wrongOnFargate('FileSystemDirectoryRefused', 'volumes.data.directory', 'near the root', shared),
  wrongOnFargate('EcsDisksTooMany', 'volumes', "keep 'data-1'", disks({}, {})),
  wrongOnFargate('OutOfRange', 'volumes.data-1.size', 'choose 65536 GiB', disks({ sizeGiB: 100_000 })),
  wrongOnFargate('OutOfRange', 'volumes.data-1.size', 'choose 4 GiB', disks({ type: 'io2', sizeGiB: 2, iops: 2000 })),
  wrongOnFargate('OutOfRange', 'volumes.data-1.iops', 'choose 3000', disks({ iops: 1000 })),
  wrongOnFargate('OutOfRange', 'volumes.data-1.iops', 'choose 256000', disks({ type: 'io2', sizeGiB: 1000, iops: 300_000 })),
  wrongOnFargate('OutOfRange', 'volumes.data-1.throughput', 'choose 2000 MiB/s', disks({ iops: 16_000, throughputMiB: 3000 })),
  wrongOnFargate('DiskIopsMissing', 'volumes.data-1.iops', 'from 100 to 256000', disks({ type: 'io2' })),
  wrongOnFargate('DiskTooSmallForIops', 'volumes.data-1.iops', 'make it 120 GiB large, or ask for at most 50000 IOPS', disks({ iops: 60_000 })),
  wrongOnFargate('DiskTooSmallForIops', 'volumes.data-1.iops', 'at most 3000 IOPS', disks({ sizeGiB: 2, iops: 4000 })),
  wrongOnFargate('DiskTooSmallForIops', 'volumes.data-1.iops', 'make it 50 GiB large', disks({ type: 'io2', sizeGiB: 10, iops: 50_000 })),
  wrongOnFargate('DiskThroughputFixed', 'volumes.data-1.throughput', 'leave the throughput out', disks({ type: 'io2', iops: 1000, throughputMiB: 500 })),
  wrongOnFargate('DiskTooSlowForThroughput', 'volumes.data-1.throughput', 'ask for 4000 IOPS, or for at most 750 MiB/s', disks({ throughputMiB: 1000 })),
  wrongOnFargate('LogRetentionUnknown', 'logging.retentionDays', 'choose 90 days', workload({ logging: { kind: 'group', retentionDays: 100 } })),
];
