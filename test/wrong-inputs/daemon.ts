import { App, Stack } from 'aws-cdk-lib/core';
import { main, PRODUCTION, workload, wrong, WrongInput } from './wrong-input';
import { eksFindings } from '../../src/eks/rules';
import { Code } from '../../src/findings';
import { Handle, RollingDraft, seal, WorkloadDraft } from '../../src/model';
import { EksDaemonOptions, Nodes } from '../../src/vocabulary';

/** A workload with one copy on each machine and nothing wrong, but for the given members. */
function daemon(given: Partial<WorkloadDraft>): WorkloadDraft {
  return workload({ scaling: { kind: 'perInstance' }, ...given });
}

function rolling(given: Partial<RollingDraft>): WorkloadDraft {
  return daemon({ rollout: { kind: 'rolling', ...given } });
}

/** What EKS refuses on certain nodes. */
function wrongOnNodes(
  nodes: readonly Nodes[], code: Code, path: string, remedy: string, options: EksDaemonOptions, given: Partial<WorkloadDraft> = {},
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

/** Mistakes in workloads that run once on each machine. */
export const DAEMON_MISTAKES: readonly WrongInput[] = [
  wrong('DaemonExposed', 'exposures[0]', 'make it a WebService', daemon({ exposures: [{ kind: 'http', audience: 'public' }] })),
  wrong('DaemonRollsInPlace', 'rollout', 'use a rolling rollout', daemon({ rollout: { kind: 'shifting' } })),
  wrong('DaemonHasNoRoom', 'rollout.maxHealthyPercent', 'use 100', rolling({ maxHealthyPercent: 150 })),
  wrong('DaemonStuck', 'rollout.minHealthyPercent', 'for example 50', rolling({ minHealthyPercent: 100 })),
  wrong('DaemonHasNoTraffic', 'rollout.followTraffic', 'leave it out', rolling({ followTraffic: true })),
  wrongOnNodes([Nodes.fargate()], 'DaemonOnFargateNodes', 'eks.nodes', 'sidecar of the workloads', {}),
  wrongOnNodes([Nodes.auto()], 'DaemonWithoutNodes', 'eks.nodes', 'leave eks.nodes out', { nodes: [] }),
  wrongOnNodes([Nodes.auto(), Nodes.managed()], 'DaemonDiskOnMixedNodes', 'volumes.data', 'a second DaemonService', {}, DISK),
];
