import { Match } from 'aws-cdk-lib/assertions';
import { main, pod, podContainer, refuses, renders, Row, sidecar, task } from '../matrix';

export const SIZE: readonly Row[] = [
  {
    feature: 'processor and memory of a copy',
    covers: ['workload.size', 'size.cpuUnits', 'size.memoryMiB'],
    given: { size: { cpuUnits: 1024, memoryMiB: 3072 } },
    ecs: task({ Cpu: '1024', Memory: '3072' }),
    eks: podContainer({ resources: { requests: { cpu: '1000m', memory: '3072Mi' }, limits: { 'memory': '3072Mi', 'ephemeral-storage': '20Gi' } } }),
  },
  {
    feature: 'a size that Fargate does not have',
    covers: ['size.cpuUnits', 'size.memoryMiB'],
    given: { size: { cpuUnits: 256, memoryMiB: 4096 } },
    ecs: refuses('FargateSizeUnknown'),
    eks: podContainer({ resources: Match.objectLike({ requests: { cpu: '250m', memory: '4096Mi' } }) }),
  },
  {
    feature: 'the storage that comes for free, which must not be said',
    covers: ['size.ephemeralStorageGiB'],
    given: { size: { ephemeralStorageGiB: 20 } },
    ecs: task({ EphemeralStorage: Match.absent() }),
    eks: podContainer({ resources: Match.objectLike({ limits: Match.objectLike({ 'ephemeral-storage': '20Gi' }) }) }),
  },
  ...[21, 200].map((ephemeralStorageGiB): Row => ({
    feature: `${ephemeralStorageGiB} GiB of storage`,
    covers: ['size.ephemeralStorageGiB'],
    given: { size: { ephemeralStorageGiB } },
    ecs: task({ EphemeralStorage: { SizeInGiB: ephemeralStorageGiB } }),
    eks: podContainer({ resources: Match.objectLike({ limits: Match.objectLike({ 'ephemeral-storage': `${ephemeralStorageGiB}Gi` }) }) }),
  })),
  {
    feature: 'GPUs, which Fargate does not have',
    covers: ['size.gpus', 'resources.gpus'],
    given: { containers: [main({ resources: { gpus: 1 } })] },
    ecs: refuses('FargateHasNoGpus'),
    eks: renders({ Deployment: { spec: { template: { spec: { containers: [Match.objectLike({ resources: Match.objectLike({ limits: Match.objectLike({ 'nvidia.com/gpu': 1 }) }) })] } } } }, NodePool: {} }),
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
    eks: pod({
      containers: [
        Match.objectLike({ name: 'shop', resources: Match.objectLike({ requests: { cpu: '438m', memory: '896Mi' } }) }),
        Match.objectLike({ name: 'agent', resources: { requests: { cpu: '63m', memory: '128Mi' }, limits: { memory: '256Mi' } } }),
      ],
    }),
  },
];
