import { GPU_TAINT } from './node-pools';
import { areArm, tolerationsOf } from './own-nodes';
import type { PodPlacement } from './placement';
import { NODES_LABEL, RenderedNodes } from './rendered';
import { Finding, finding } from '../../findings';
import { isWindows, WorkloadSpec } from '../../model';
import { EksDaemonOptions, NodeImage, Nodes, NodesSpec } from '../../vocabulary';
import { EksGround } from '../ground';
import { eksOptions } from '../options';

/** Nodes of one's own, which are all of one system and one processor. */
type OwnNodes = Extract<NodesSpec, { kind: 'managed' | 'self-managed' }>;

/** The nodes a daemon names. Undefined when it names none, which means all that have room for one. */
function named({ platformOptions }: WorkloadSpec): readonly Nodes[] | undefined {
  const { nodes } = (platformOptions.eks?.value ?? {}) as EksDaemonOptions;
  return nodes && [nodes].flat();
}

/** What the daemon runs on: what it names, or all that it can. */
function chosen(spec: WorkloadSpec, nodes: readonly RenderedNodes[]): RenderedNodes[] {
  const names = named(spec);
  return nodes.filter(each => names ? names.includes(each.nodes) : shortcomings(spec, each.spec).length === 0);
}

/**
 * Has one pod on each of the nodes, whatever keeps other pods off them. Nodes that come later get theirs when they come; none is
 * started for a daemon.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function placeDaemons(ground: EksGround, spec: WorkloadSpec, system: Record<string, string>): PodPlacement {
  const nodes = chosen(spec, ground._nodes);
  const own = nodes.map(each => each.spec).filter(isOwn);
  const auto = nodes.some(each => each.spec.kind === 'auto');
  const terms = [
    ...auto ? [term('eks.amazonaws.com/compute-type', 'auto')] : [],
    ...own.length > 0 ? [term(NODES_LABEL, ...own.map(({ name }) => name))] : [],
  ];
  return {
    kind: own.length > 0 ? own[0].kind : 'auto',
    nodeSelector: system,
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    tolerations: [...own.flatMap(({ name, options }) => tolerationsOf(name, options)), ...auto ? [{ ...GPU_TAINT, operator: 'Exists' }] : []],
    labels: {},
    dependables: nodes.flatMap(({ dependables }) => dependables),
  };
}

function term(key: string, ...values: string[]): object {
  return { matchExpressions: [{ key, operator: 'In', values }] };
}

function isOwn(spec: NodesSpec): spec is OwnNodes {
  return spec.kind === 'managed' || spec.kind === 'self-managed';
}

/** What a daemon needs and the nodes do not have. */
export function checkDaemonPlacement(spec: WorkloadSpec, nodes: readonly RenderedNodes[]): Finding[] {
  const names = named(spec);
  if (names?.some(name => nodes.every(each => each.nodes !== name))) {
    return [finding('NodesOfOtherPlatform', 'eks.nodes', { known: nodes.map(each => each.spec.name) })];
  }
  const on = chosen(spec, nodes);
  const kinds = new Set(on.map(each => each.spec.kind === 'auto'));
  return [
    ...names ? on.flatMap(each => shortcomings(spec, each.spec)) : on.length === 0 ? nodes.flatMap(each => shortcomings(spec, each.spec)) : [],
    ...eksOptions(spec).spot ? [finding('DaemonTakesEveryNode', 'eks.spot', {})] : [],
    ...names?.length === 0 ? [finding('DaemonWithoutNodes', 'eks.nodes', {})] : [],
    ...kinds.size > 1 ? spec.volumes.filter(({ kind }) => kind === 'disk').map(({ name }) =>
      finding('DaemonDiskOnMixedNodes', `volumes.${name}`, { volume: name })) : [],
  ];
}

/** Why there would be no copy on some nodes, or why it would wait there for ever. */
function shortcomings(spec: WorkloadSpec, nodes: NodesSpec): Finding[] {
  const { os, architecture } = spec.runtime;
  const { gpus } = spec.size;
  const { name } = nodes;
  if (nodes.kind === 'fargate') {
    return [finding('DaemonOnFargateNodes', 'eks.nodes', { name })];
  }
  const windows = isWindows(os);
  const year = /^windows-server-(\d{4})/.exec(os)?.[1];
  const image = isOwn(nodes) && nodes.options.image || NodeImage.AMAZON_LINUX_2023;
  const arm = isOwn(nodes) ? areArm(nodes.options) : architecture === 'arm64';
  return [
    ...windows && image._windows !== year ? [finding('NodesHaveNoWindows', 'operatingSystem', { name, os, year: year! })] : [],
    ...!windows && image._windows ? [finding('NodesHaveNoLinux', 'eks.nodes', { name })] : [],
    ...!windows && arm !== (architecture === 'arm64') ? [finding('NodesOfOtherArchitecture', 'architecture', { name, given: architecture })] : [],
    ...gpus > 0 && !image._gpus ? [finding('NodesHaveNoGpus', 'size.gpus', { name, given: gpus })] : [],
  ];
}
