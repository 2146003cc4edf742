import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NODES_LABEL } from './rendered';
import { NodeImage, NodeOptions, NodeTaint } from '../../vocabulary';

/** Types of instances of nodes that do not say theirs. */
export function instanceTypesOf({ instanceTypes, image }: NodeOptions): ec2.InstanceType[] {
  return instanceTypes ?? [new ec2.InstanceType(image?._gpus ? 'g5.xlarge' : 't3.large')];
}

/** Whether the nodes are Graviton. All their types are of one architecture; that was checked. */
export function areArm(options: NodeOptions): boolean {
  return instanceTypesOf(options)[0].architecture === ec2.InstanceArchitecture.ARM_64;
}

export function boundsOf({ min = 2, max }: NodeOptions): { readonly min: number; readonly max: number } {
  return { min, max: max ?? Math.max(4, 2 * min) };
}

export function labelsOfNodes(name: string, { labels }: NodeOptions): Record<string, string> {
  return { [NODES_LABEL]: name, ...labels };
}

/** Windows nodes and those with GPUs are not for everybody. */
export function taintsOf(name: string, { taints = [], image = NodeImage.AMAZON_LINUX_2023 }: NodeOptions): NodeTaint[] {
  return image._windows || image._gpus ? [...taints, { key: NODES_LABEL, value: name }] : [...taints];
}

export function tolerationsOf(name: string, options: NodeOptions): object[] {
  return taintsOf(name, options).map(({ key, value, evict }) => ({
    key, ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }), effect: evict ? 'NoExecute' : 'NoSchedule',
  }));
}
