import { Match } from 'aws-cdk-lib/assertions';
import { OperatingSystem } from '../../../src/model';
import { pod, refuses, renders, Row, task, withMain } from '../matrix';

const WINDOWS: readonly Exclude<OperatingSystem, 'linux'>[] = [
  'windows-server-2019-core', 'windows-server-2019-full', 'windows-server-2022-core', 'windows-server-2022-full', 'windows-server-2025-core', 'windows-server-2025-full',
];

export const RUNTIME: readonly Row[] = [
  {
    feature: 'Linux on x86, 64 bits',
    covers: ['workload.runtime', 'runtime.os', 'runtime.architecture', 'os.linux', 'architecture.x86_64'],
    given: {},
    ecs: task({ RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' } }),
    eks: pod({ nodeSelector: Match.objectLike({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' }) }),
  },
  {
    feature: 'Graviton',
    covers: ['runtime.architecture', 'architecture.arm64'],
    given: { runtime: { architecture: 'arm64' } },
    ecs: task({ RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' } }),
    eks: renders({ Deployment: { spec: { template: { spec: { nodeSelector: Match.objectLike({ 'kubernetes.io/arch': 'arm64' }) } } } }, NodePool: {} }),
  },
  ...WINDOWS.map((os): Row => ({
    feature: os,
    covers: ['runtime.os', `os.${os}`],
    given: { runtime: { os } },
    ecs: task({
      Cpu: '1024',
      RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: os.toUpperCase().replace(/-/g, '_') },
      ContainerDefinitions: [Match.objectLike({ LinuxParameters: Match.absent(), ReadonlyRootFilesystem: Match.absent() })],
    }),
    eks: refuses('NodesHaveNoWindows'),
  })),
  {
    feature: 'Windows on Graviton',
    covers: ['runtime.os', 'runtime.architecture'],
    given: { runtime: { os: 'windows-server-2022-core', architecture: 'arm64' } },
    ecs: refuses('ArchitectureUnavailable'),
    eks: refuses('ArchitectureUnavailable', 'NodesHaveNoWindows'),
  },
  {
    feature: 'a user of a Windows container',
    covers: ['container.user'],
    given: { ...withMain({ user: 'app' }), runtime: { os: 'windows-server-2022-core' } },
    ecs: refuses('EcsWindowsUser'),
    eks: refuses('NodesHaveNoWindows'),
  },
];
