import { NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { App, Stack } from 'aws-cdk-lib/core';
import { main, PRODUCTION, sidecar, workload, wrong, WrongInput, wrongOn } from './wrong-input';
import { eksFindings } from '../../src/eks/rules';
import { Code } from '../../src/findings';
import { ContainerDraft, Handle, seal, WorkloadDraft } from '../../src/model';
import { Capacity, LogDestination, Logging, LogRouterOptions, Nodes } from '../../src/vocabulary';
import { ground, refused, service } from '../ecs/support';

function driver(name: string): WorkloadDraft {
  return workload({ logging: Logging.driver(name)._toDraft() });
}

function routed(options: LogRouterOptions = {}, given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ logging: Logging.fireLens(LogDestination.plugin('loki'), options)._toDraft(), ...given });
}

/** A port that the router needs, in another container. */
function onPort(...ports: number[]): { readonly containers: readonly ContainerDraft[] } {
  return { containers: [main(), sidecar('metrics', { ports: ports.map((port, index) => ({ port, name: `p${index}` })) })] };
}

function wrongOnEks(code: Code, path: string, remedy: string, draft: WorkloadDraft): WrongInput {
  const scope = new Stack(new App(), 'Shop');
  const nodes = [{ nodes: Nodes.auto(), spec: Nodes.auto()._toSpec(), made: {}, dependables: [], scope }];
  const target = { nodes, namespaces: ['workloads'], logRetentionDays: PRODUCTION.logRetentionDays };
  return { code, path, remedy, findings: () => eksFindings(seal(draft, PRODUCTION).spec, target) };
}

/** Mistakes about where the output of containers goes. */
export const LOGGING_MISTAKES: readonly WrongInput[] = [
  wrongOn('ec2', 'LogDriverUnknown', 'logging', "one of 'fluentd', 'gelf'", driver('logentries')),
  wrongOn('fargate', 'LogDriverUnknown', 'logging', 'use Logging.logGroup()', driver('awslogs')),
  wrongOn('fargate', 'LogDriverUnknown', 'logging', 'use Logging.fireLens(...)', driver('awsfirelens')),
  wrongOn('fargate', 'LaunchTypeHasNot', 'logging', 'on EC2 instances or external machines', driver('gelf')),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'logging', 'on EC2 instances or external machines', driver('journald')),
  wrongOn('ec2', 'EcsWindowsHasNot', 'logging', 'on Linux', { ...driver('journald'), runtime: { os: 'windows-server-2022-core' } }),
  {
    code: 'LogDriverNotTold',
    path: 'ecs.capacity[0]',
    remedy: 'ECS_AVAILABLE_LOGGING_DRIVERS',
    findings: () => refused(() => {
      const on = ground();
      const capacity = [Capacity.ec2({ name: 'instances' })];
      service(on.stack, 'Api', on.platform({ capacity }), { logging: Logging.driver('gelf') });
    }),
  },

  wrong('OutOfRange', 'logging.bufferedLines', 'choose 1 lines', routed({ bufferedLines: 0 })),
  wrong('ContainerNameTaken', 'containers[2].name', 'log-router-2', routed({}, { containers: [main(), sidecar('log-router')] })),
  wrongOn('fargate', 'LogRouterNeedsLinux', 'logging', 'on Linux', { ...routed(), runtime: { os: 'windows-server-2022-core' } }),
  wrongOn('ec2', 'LogRouterSharesTheNetwork', 'logging', "'bridge'",
    routed({}, { platformOptions: { ecs: new Handle('ecs options', { networkMode: NetworkMode.HOST }) } })),
  wrongOn('fargate', 'LogRouterPortTaken', 'containers.metrics.ports[0]', 'for example 2021', routed({}, onPort(2020))),
  wrongOn('fargate', 'LogRouterPortTaken', 'containers.metrics.ports[0]', 'for example 24225', routed({}, onPort(24224))),
  wrongOn('fargate', 'LogRouterPortTaken', 'containers.metrics.ports[1]', 'for example 2021', routed({}, onPort(9090, 2020))),

  wrongOnEks('EksLogsGoToThePlatform', 'logging', 'subscription filter', driver('fluentd')),
  wrongOnEks('EksLogsGoToThePlatform', 'logging', 'subscription filter', routed()),
];
