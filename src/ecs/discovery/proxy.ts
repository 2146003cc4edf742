import * as ecs from 'aws-cdk-lib/aws-ecs';
import { finding, Finding } from '../../findings';
import { isWindows, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';
import { hasBottlerocket } from '../capacity';
import { LaunchType } from '../launch-type';
import { ecsOptions } from '../options';
import { TaskNetwork } from '../task-network';

/** Where ECS puts no proxy beside a task, as in "there is none <...>". */
export function withoutProxy(
  { runtime }: WorkloadSpec, launchType: LaunchType, mode: ecs.NetworkMode, capacity: readonly Capacity[],
): string | undefined {
  if (launchType === 'external') {
    return 'on external machines';
  }
  if (isWindows(runtime.os)) {
    return `on ${runtime.os}`;
  }
  if (hasBottlerocket(capacity)) {
    return 'on Bottlerocket';
  }
  return mode === ecs.NetworkMode.AWS_VPC || mode === ecs.NetworkMode.BRIDGE ? undefined : `in the network mode '${mode}'`;
}

/** Why a workload can neither use the names of Service Connect nor have one. Empty if it can. */
export function outsideMesh(spec: WorkloadSpec, { launchType, mode }: TaskNetwork, platformCapacity: readonly Capacity[]): Finding[] {
  const lacking = withoutProxy(spec, launchType, mode, ecsOptions(spec).capacity ?? platformCapacity);
  if (lacking) {
    return [finding('NoServiceConnect', 'connectTo', { workload: spec.name, on: lacking })];
  }
  return spec.rollout.kind === 'codeDeploy' ? [finding('CodeDeployWithoutServiceConnect', 'connectTo', { workload: spec.name })] : [];
}
