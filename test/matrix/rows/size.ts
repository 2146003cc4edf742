import { Match } from 'aws-cdk-lib/assertions';
import { main, NOT_SUPPORTED_YET, refuses, Row, sidecar, task } from '../matrix';

const eks = NOT_SUPPORTED_YET;

export const SIZE: readonly Row[] = [
  {
    feature: 'processor and memory of a copy',
    covers: ['workload.size', 'size.cpuUnits', 'size.memoryMiB'],
    given: { size: { cpuUnits: 1024, memoryMiB: 3072 } },
    ecs: task({ Cpu: '1024', Memory: '3072' }),
    eks,
  },
  {
    feature: 'a size that Fargate does not have',
    covers: ['size.cpuUnits', 'size.memoryMiB'],
    given: { size: { cpuUnits: 256, memoryMiB: 4096 } },
    ecs: refuses('FargateSizeUnknown'),
    eks,
  },
  {
    feature: 'the storage that comes for free, which must not be said',
    covers: ['size.ephemeralStorageGiB'],
    given: { size: { ephemeralStorageGiB: 20 } },
    ecs: task({ EphemeralStorage: Match.absent() }),
    eks,
  },
  ...[21, 200].map((ephemeralStorageGiB): Row => ({
    feature: `${ephemeralStorageGiB} GiB of storage`,
    covers: ['size.ephemeralStorageGiB'],
    given: { size: { ephemeralStorageGiB } },
    ecs: task({ EphemeralStorage: { SizeInGiB: ephemeralStorageGiB } }),
    eks,
  })),
  {
    feature: 'GPUs, which Fargate does not have',
    covers: ['size.gpus', 'resources.gpus'],
    given: { containers: [main({ resources: { gpus: 1 } })] },
    ecs: refuses('FargateHasNoGpus'),
    eks,
  },
  {
    feature: 'shares of single containers',
    covers: ['container.resources', 'resources.cpuUnits', 'resources.memoryLimitMiB', 'resources.memoryReservationMiB'],
    given: {
      size: { cpuUnits: 512, memoryMiB: 1024 },
      containers: [main(), sidecar('agent', { resources: { cpuUnits: 64, memoryLimitMiB: 256, memoryReservationMiB: 128 } })],
    },
    ecs: task({
      ContainerDefinitions: [
        Match.objectLike({ Cpu: Match.absent(), Memory: Match.absent(), MemoryReservation: Match.absent() }),
        Match.objectLike({ Name: 'agent', Cpu: 64, Memory: 256, MemoryReservation: 128 }),
      ],
    }),
    eks,
  },
];
