import * as ecs from 'aws-cdk-lib/aws-ecs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { main, PRODUCTION, workload, wrong, WrongInput, wrongOn } from './wrong-input';
import { EcsManagedDaemon, EcsWorkload } from '../../src/ecs';
import { eksFindings } from '../../src/eks/rules';
import { Code } from '../../src/findings';
import { Handle, RollingDraft, seal, WorkloadDraft } from '../../src/model';
import { Capacity, EcsDaemonOptions, EcsWorkloadOptions, EksDaemonOptions, EksWorkloadOptions, Nodes } from '../../src/vocabulary';
import { DaemonService, WebService } from '../../src/workloads';
import { ground, NGINX, refused, service } from '../ecs/support';

/** A workload with one copy on each machine and nothing wrong, but for the given members. */
function daemon(given: Partial<WorkloadDraft>): WorkloadDraft {
  return workload({ scaling: { kind: 'perInstance' }, ...given });
}

function rolling(given: Partial<RollingDraft>): WorkloadDraft {
  return daemon({ rollout: { kind: 'rolling', ...given } });
}

/** What EKS refuses on certain nodes. */
function wrongOnNodes(
  nodes: readonly Nodes[], code: Code, path: string, remedy: string, options: EksDaemonOptions | EksWorkloadOptions,
  given: Partial<WorkloadDraft> = {},
): WrongInput {
  const scope = new Stack(new App(), 'Shop');
  const findings = () => {
    const sealed = seal(daemon({ ...given, platformOptions: { eks: new Handle('eks options', options) } }), PRODUCTION);
    const rendered = nodes.map(each => ({ nodes: each, spec: each._toSpec(), made: {}, dependables: [], scope }));
    return [...sealed.findings, ...eksFindings(sealed.spec, { nodes: rendered, namespaces: ['workloads'], logRetentionDays: PRODUCTION.logRetentionDays })];
  };
  return { code, path, remedy, findings };
}

const DISK: Partial<WorkloadDraft> = {
  volumes: [{ kind: 'disk', name: 'data', sizeGiB: 10 }],
  containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
};

function onEcs(options: EcsDaemonOptions | EcsWorkloadOptions, given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return daemon({ ...given, platformOptions: { ecs: new Handle('ecs options', options) } });
}

/** What is asked of a daemon on Managed Instances that it does not have. */
function wrongAsked(code: Code, path: string, remedy: string, act: (agent: DaemonService, api: WebService) => unknown): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    const platform = on.platform();
    const agent = new DaemonService(on.stack, 'Agent', { platform, image: NGINX, ecs: { capacity: [Capacity.managedInstances({ name: 'general' })] } });
    act(agent, service(on.stack, 'Api', platform, { exposures: [] }));
  });
  return { code, path, remedy, findings };
}

/** Mistakes in workloads that run once on each machine. */
export const DAEMON_MISTAKES: readonly WrongInput[] = [
  wrong('DaemonExposed', 'exposures[0]', 'make it a WebService', daemon({ exposures: [{ kind: 'http', audience: 'public' }] })),
  wrong('DaemonRollsInPlace', 'rollout', 'use a rolling rollout', daemon({ rollout: { kind: 'shifting' } })),
  wrong('DaemonHasNoRoom', 'rollout.maxHealthyPercent', 'use 100', rolling({ maxHealthyPercent: 150 })),
  wrong('DaemonStuck', 'rollout.minHealthyPercent', 'for example 50', rolling({ minHealthyPercent: 100 })),
  wrong('DaemonHasNoTraffic', 'rollout.followTraffic', 'leave it out', rolling({ followTraffic: true })),
  wrongOn('fargate', 'DaemonOnFargate', 'ecs.capacity', 'make it a sidecar', daemon({})),
  wrongOn('ec2', 'DaemonIsNotPlaced', 'ecs.placementStrategies', 'leave them out', onEcs({ placementStrategies: [ecs.PlacementStrategy.randomly()] })),
  wrongOn('ec2', 'DaemonOnUnknownInstances', 'ecs.capacity[0]', 'by an attribute', onEcs({ capacity: [Capacity.ec2Provider('theirs')] })),
  wrongOn('ec2', 'DaemonHasNoDisks', 'volumes.data', 'an ephemeral volume', daemon(DISK)),
  wrongOn('managedInstances', 'DaemonBakeTime', 'ecs.bakeTime', 'Duration.minutes(2)', onEcs({ bakeTime: Duration.seconds(90) })),
  wrongAsked('NotManagedDaemon', 'workload', 'EcsWorkload.of()', (_, api) => EcsManagedDaemon.of(api)),
  wrongAsked('ManagedDaemonHasNoService', 'workload', 'EcsManagedDaemon.of()', agent => EcsWorkload.of(agent)),
  wrongAsked('ManagedDaemonHasNoName', 'connectTo', '169.254.172.2', (agent, api) => api.connectTo(agent)),
  wrongAsked('ManagedDaemonKnowsNoNames', 'connectTo', 'Exposure.internal()', (agent, api) => agent.connectTo(api)),
  wrongOnNodes([Nodes.fargate()], 'DaemonOnFargateNodes', 'eks.nodes', 'sidecar of the workloads', {}),
  wrongOnNodes([Nodes.auto()], 'DaemonTakesEveryNode', 'eks.spot', 'leave eks.spot out', { spot: true }),
  wrongOnNodes([Nodes.auto()], 'DaemonWithoutNodes', 'eks.nodes', 'leave eks.nodes out', { nodes: [] }),
  wrongOnNodes([Nodes.auto(), Nodes.managed()], 'DaemonDiskOnMixedNodes', 'volumes.data', 'a second DaemonService', {}, DISK),
];
