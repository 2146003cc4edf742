import { Match } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { container, pod, podContainer, refuses, Row, withMain } from '../matrix';

export const LIMITS: readonly Row[] = [
  {
    feature: 'the usual confinement: read-only root, no capabilities, an init process',
    covers: ['container.readOnlyRoot', 'container.capabilities', 'container.initProcess', 'capabilities.drop'],
    given: {},
    ecs: container({ ReadonlyRootFilesystem: true, LinuxParameters: { InitProcessEnabled: true, Capabilities: { Drop: ['ALL'] } } }),
    eks: podContainer({ securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } } }),
  },
  {
    feature: 'all of it off',
    covers: ['container.readOnlyRoot', 'container.capabilities', 'container.initProcess', 'capabilities.drop'],
    given: withMain({ readOnlyRoot: false, capabilities: { drop: [] }, initProcess: false }),
    ecs: container({
      ReadonlyRootFilesystem: false,
      LinuxParameters: { InitProcessEnabled: false, Capabilities: { Add: Match.absent(), Drop: Match.absent() } },
    }),
    eks: podContainer({ securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: false } }),
  },
  {
    feature: 'the one capability that Fargate adds',
    covers: ['capabilities.add'],
    given: withMain({ capabilities: { add: ['CAP_SYS_PTRACE'] } }),
    ecs: container({ LinuxParameters: { Capabilities: { Add: ['SYS_PTRACE'], Drop: ['ALL'] } } }),
    eks: refuses('KubernetesCapability'),
  },
  {
    feature: 'a capability that Fargate does not add',
    covers: ['capabilities.add'],
    given: withMain({ capabilities: { add: ['NET_ADMIN'] } }),
    ecs: refuses('FargateCapability'),
    eks: refuses('KubernetesCapability'),
  },
  {
    feature: 'open files',
    covers: ['container.ulimits', 'ulimit.name', 'ulimit.soft', 'ulimit.hard'],
    given: withMain({ ulimits: [{ name: 'nofile', soft: 4096, hard: 65536 }] }),
    ecs: container({ Ulimits: [{ Name: 'nofile', SoftLimit: 4096, HardLimit: 65536 }] }),
    eks: refuses('KubernetesHasNoUlimits'),
  },
  {
    feature: 'a limit that Fargate keeps to itself',
    covers: ['ulimit.name'],
    given: withMain({ ulimits: [{ name: 'nproc', soft: 1, hard: 2 }] }),
    ecs: refuses('FargateUlimit'),
    eks: refuses('KubernetesHasNoUlimits'),
  },
  {
    feature: 'time to stop',
    covers: ['container.stopTimeout'],
    given: withMain({ stopTimeout: Duration.minutes(2) }),
    ecs: container({ StopTimeout: 120 }),
    eks: pod({ terminationGracePeriodSeconds: 15 + 120 }),
  },
];
