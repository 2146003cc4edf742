/** Whether there can be enough machines for copies that never share one. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Finding, finding } from '../../findings';
import { WorkloadSpec } from '../../model';
import { known } from '../../model/rules/support/known';
import { Capacity } from '../../vocabulary';
import { planOf } from '../capacity/ec2/plan';
import { LaunchType } from '../launch-type';
import { constraintsOf } from '../placement';
import { networkModeOf } from '../task-network';

/**
 * A port of a machine is taken once, and so is a machine by a constraint. New copies then wait for machines that are not to come, and
 * the rollout for the copies.
 */
export function checkMachineRoom(spec: WorkloadSpec, launchType: LaunchType, capacity: readonly Capacity[]): Finding[] {
  const machines = mostMachines(capacity);
  const copies = mostCopies(spec);
  if (machines === undefined || copies === undefined || !isAlone(spec, launchType)) {
    return [];
  }
  const needed = machinesInRollout(spec, copies);
  return needed > machines ? [finding('MachinesTooFew', 'ecs.capacity', { copies, machines, needed })] : [];
}

/** Whether a copy is the only one of its kind on a machine. */
function isAlone(spec: WorkloadSpec, launchType: LaunchType): boolean {
  const takesPorts = networkModeOf(spec, launchType) === ecs.NetworkMode.HOST && spec.containers.some(({ ports }) => ports.length > 0);
  return takesPorts || (constraintsOf(spec) ?? []).flatMap(constraint => constraint.toJson()).some(({ type }) => type === 'distinctInstance');
}

/** Undefined where nobody knows, as with machines that ECS or somebody else provides. */
function mostMachines(capacity: readonly Capacity[]): number | undefined {
  const most = capacity.map(choice => choice._toSpec().pool).map(pool => pool.kind === 'ec2' ? planOf(pool.options).max : undefined);
  return most.length > 0 && most.every(known) ? most.reduce((sum, max) => sum + max, 0) : undefined;
}

function mostCopies({ scaling }: WorkloadSpec): number | undefined {
  if (scaling.kind === 'perInstance' || scaling.kind === 'perRun') {
    return undefined;
  }
  const count = scaling.kind === 'fixed' ? scaling.count : scaling.max;
  return known(count) && count > 0 ? count : undefined;
}

/** Those that have to stay and one that comes; or all of them twice. */
function machinesInRollout({ rollout }: WorkloadSpec, copies: number): number {
  if (rollout.kind !== 'rolling') {
    return 2 * copies;
  }
  const staying = known(rollout.minHealthyPercent) ? Math.ceil(copies * rollout.minHealthyPercent / 100) : 0;
  return Math.max(copies, staying + 1);
}
