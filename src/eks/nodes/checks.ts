import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { boundsOf, instanceTypesOf } from './own-nodes';
import { Finding, finding } from '../../findings';
import { NodeImage, Nodes, NodesSpec } from '../../vocabulary';

type OwnNodes = Extract<NodesSpec, { kind: 'managed' | 'self-managed' }>;

/** What is wrong with the nodes of a platform, before anything is made. */
export function checkNodes(nodes: readonly Nodes[]): Finding[] {
  const specs = nodes.map(choice => choice._toSpec());
  return [
    ...specs.length === 0 ? [finding('NodesMissing', 'nodes', {})] : [],
    ...specs.flatMap((spec, index) => specs.findIndex(({ name }) => name === spec.name) < index
      ? [finding('NodesNameTaken', `nodes[${index}].name`, { name: spec.name })] : []),
    ...specs.flatMap((spec, index) => checkOne(spec, `nodes[${index}]`)),
    ...specs.length > 0 && specs.every(spec => runWindows(spec)) ? [finding('NodesAreAllWindows', 'nodes', {})] : [],
  ];
}

function checkOne(spec: NodesSpec, path: string): Finding[] {
  return [
    ...Token.isUnresolved(spec.name) || /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(spec.name) ? [] : [finding('NodesNameInvalid', `${path}.name`, { given: spec.name })],
    ...spec.kind === 'managed' || spec.kind === 'self-managed' ? checkOwn(spec, path) : [],
  ];
}

function checkOwn({ kind, options }: OwnNodes, path: string): Finding[] {
  const types = instanceTypesOf(options);
  const image = options.image ?? NodeImage.AMAZON_LINUX_2023;
  const arms = types.map(type => type.architecture === ec2.InstanceArchitecture.ARM_64);
  const { min, max } = boundsOf(options);
  const knownBounds = !Token.isUnresolved(min) && !Token.isUnresolved(max);
  const maxUnavailable = kind === 'managed' ? (options as { maxUnavailable?: number }).maxUnavailable ?? 1 : 1;
  return [
    ...types.length === 0 ? [finding('NodesWithoutInstances', `${path}.instanceTypes`, {})] : [],
    ...new Set(arms).size > 1 ? [finding('NodesOfTwoArchitectures', `${path}.instanceTypes`, { given: types.map(String) })] : [],
    ...arms[0] && image._amiType(true) === undefined ? [finding('NodeImageIsX86', `${path}.image`, { types: types.map(String) })] : [],
    ...knownBounds && (min < 0 || max < 1 || min > max || !Number.isInteger(min) || !Number.isInteger(max)) ? [finding('NodesOutOfOrder', path, { min, max })] : [],
    ...maxUnavailable < 1 || maxUnavailable > 100 ? [finding('NodesUnavailableOutOfRange', `${path}.maxUnavailable`, { given: maxUnavailable })] : [],
    ...(options as { userData?: string[] }).userData && (image._bottlerocket || image._windows) ? [finding('NodeImageRunsNoScripts', `${path}.userData`, {})] : [],
  ];
}

/** Whether nodes run Windows. */
export function runWindows(spec: NodesSpec): boolean {
  return (spec.kind === 'managed' || spec.kind === 'self-managed') && spec.options.image?._windows !== undefined;
}
