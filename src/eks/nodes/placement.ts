import { Construct, IDependable } from 'constructs';
import { checkDaemonPlacement, placeDaemons } from './daemons';
import { areSpecial, GPU_TAINT, makeNodePool, nameOfPool, SpecialNeeds } from './node-pools';
import { areArm, tolerationsOf } from './own-nodes';
import { NODES_LABEL, RenderedNodes } from './rendered';
import { Finding, finding } from '../../findings';
import { isPerInstance, isWindows, WorkloadSpec } from '../../model';
import { NodeImage, NodesSpec } from '../../vocabulary';
import { EksGround } from '../ground';
import { eksOptions } from '../options';

/** How the scheduler is told where the pods of a workload go. */
export interface PodPlacement {
  readonly nodeSelector: Record<string, string>;
  readonly affinity?: object;
  readonly tolerations: readonly object[];
  readonly labels: Record<string, string>;
  readonly kind: NodesSpec['kind'];
  readonly dependables: readonly IDependable[];
}

/** Windows names its versions by builds, and a container runs only on its own. */
const WINDOWS_BUILDS: Record<string, string> = { 2019: '10.0.17763', 2022: '10.0.20348', 2025: '10.0.26100' };

/** The nodes of a workload: those it chose, or the first. */
function chosen(spec: WorkloadSpec, nodes: readonly RenderedNodes[]): RenderedNodes | undefined {
  const { nodes: choice } = eksOptions(spec);
  return choice === undefined ? nodes[0] : nodes.find(rendered => rendered.nodes === choice);
}

function needsOf(spec: WorkloadSpec): SpecialNeeds {
  return { arm: spec.runtime.architecture === 'arm64', spot: eksOptions(spec).spot ?? false, gpu: spec.size.gpus > 0 };
}

/** Places the pods of a workload. In Auto Mode a node pool is made for what the built-in one does not have. */
export function placePods(ground: EksGround, spec: WorkloadSpec): PodPlacement {
  if (isPerInstance(spec)) {
    return placeDaemons(ground, spec, systemOf(spec));
  }
  const rendered = chosen(spec, ground._nodes)!;
  const { spec: nodes } = rendered;
  const system = systemOf(spec);
  switch (nodes.kind) {
    case 'auto': {
      const needs = needsOf(spec);
      const pool = areSpecial(needs) ? poolFor(rendered.scope, ground, needs) : undefined;
      return {
        kind: nodes.kind,
        nodeSelector: { ...system, ...(pool ? { 'karpenter.sh/nodepool': nameOfPool(needs) } : { 'eks.amazonaws.com/compute-type': 'auto' }) },
        tolerations: needs.gpu ? [{ ...GPU_TAINT, operator: 'Exists' }] : [],
        labels: {},
        dependables: [...rendered.dependables, ...pool ? [pool] : []],
      };
    }
    case 'fargate':
      return { kind: nodes.kind, nodeSelector: {}, tolerations: [], labels: { [NODES_LABEL]: nodes.name }, dependables: rendered.dependables };
    default:
      return {
        kind: nodes.kind,
        nodeSelector: { ...system, [NODES_LABEL]: nodes.name },
        tolerations: tolerationsOf(nodes.name, nodes.options),
        labels: {},
        dependables: rendered.dependables,
      };
  }
}

function systemOf({ runtime: { os, architecture } }: WorkloadSpec): Record<string, string> {
  const build = WINDOWS_BUILDS[/^windows-server-(\d{4})/.exec(os)?.[1] ?? ''];
  return {
    'kubernetes.io/os': isWindows(os) ? 'windows' : 'linux',
    'kubernetes.io/arch': architecture === 'arm64' ? 'arm64' : 'amd64',
    ...(build && { 'node.kubernetes.io/windows-build': build }),
  };
}

function poolFor(scope: Construct, ground: EksGround, needs: SpecialNeeds): IDependable {
  return scope.node.tryFindChild(`NodePool-${nameOfPool(needs)}`) ?? makeNodePool(scope, ground, needs);
}

/** What the workload needs and its nodes do not have. */
export function checkPlacement(spec: WorkloadSpec, { nodes }: { readonly nodes: readonly RenderedNodes[] }): Finding[] {
  if (isPerInstance(spec)) {
    return checkDaemonPlacement(spec, nodes);
  }
  const rendered = chosen(spec, nodes);
  if (rendered === undefined) {
    return [finding('NodesOfOtherPlatform', 'eks.nodes', { known: nodes.map(({ spec: { name } }) => name) })];
  }
  const { name, kind } = rendered.spec;
  const { arm, spot, gpu } = needsOf(spec);
  const windows = isWindows(spec.runtime.os);
  const options = 'options' in rendered.spec && rendered.spec.kind !== 'fargate' ? rendered.spec.options : undefined;
  const image = options?.image ?? NodeImage.AMAZON_LINUX_2023;
  const year = /^windows-server-(\d{4})/.exec(spec.runtime.os)?.[1];
  return [
    ...windows && image._windows !== year ? [finding('NodesHaveNoWindows', 'operatingSystem', { name, os: spec.runtime.os, year: year! })] : [],
    ...!windows && image._windows ? [finding('NodesHaveNoLinux', 'eks.nodes', { name })] : [],
    ...options && arm !== areArm(options) && !windows ? [finding('NodesOfOtherArchitecture', 'architecture', { name, given: spec.runtime.architecture })] : [],
    ...kind === 'fargate' && arm ? [finding('NodesOfOtherArchitecture', 'architecture', { name, given: spec.runtime.architecture })] : [],
    ...gpu && kind !== 'auto' && !image._gpus ? [finding('NodesHaveNoGpus', 'size.gpus', { name, given: spec.size.gpus })] : [],
    ...spot && kind !== 'auto' ? [finding('NodesDecideSpot', 'eks.spot', { name, kind })] : [],
    ...kind === 'fargate' ? checkFargate(spec, name) : [],
  ];
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/fargate.html */
function checkFargate({ containers, volumes, size }: WorkloadSpec, name: string): Finding[] {
  const storage = size.ephemeralStorageGiB;
  return [
    ...containers.filter(({ secrets }) => Object.keys(secrets).length > 0).map(container =>
      finding('FargateReadsNoSecrets', `containers.${container.name}.secrets`, { name })),
    ...volumes.filter(({ kind }) => kind === 'disk').map(volume => finding('FargateHasNoDisks', `volumes.${volume.name}`, { volume: volume.name, name })),
    ...volumes.filter(({ kind }) => kind === 'bucket').map(volume => finding('EksHasNoVolume', `volumes.${volume.name}`, {
      volume: volume.name, what: 'a file system of a bucket', why: 'pods on Fargate cannot mount it', instead: 'use Volume.efs(), or choose other nodes with eks.nodes',
    })),
    ...storage > 175 ? [finding('FargatePodStorage', 'size.ephemeralStorageGiB', { given: storage })] : [],
    ...size.cpuUnits > 16384 || size.memoryMiB > 120 * 1024 - 256 ? [finding('FargatePodTooLarge', 'size', { cpuUnits: size.cpuUnits, memoryMiB: size.memoryMiB })] : [],
  ];
}
