/** Reads a request to drive a rollout: texts become numbers, and what the framework has kept of the first answer becomes plain facts. */
import { Begun, ResourceEvent } from './event';
import { fingerprint } from './fingerprint';
import { MINUTE } from './judge';
import { PolicyView, RequestView } from './situation';
import { Direction } from './stack';
import { RESOURCES, RolloutProperties } from '../wire/rollout';

/** What is left of CloudFormation's hour, once there is time to stop what did not end, and to say so. */
const WAY_BACK = 50 * MINUTE;

export type RolloutEvent = ResourceEvent<RolloutProperties> & Begun;

export interface RolloutRequest {
  readonly id: string;
  readonly stackId: string;
  readonly now: number;
  readonly props: RolloutProperties;
  readonly old?: RolloutProperties;
  readonly view: RequestView;
  readonly policy: PolicyView;
}

export function readRequest(event: RolloutEvent, heading: Direction, now: number): RolloutRequest {
  const props = event.ResourceProperties;
  const old = event.RequestType === 'Update' ? event.OldResourceProperties : undefined;
  const { desiredCount } = props.settings;
  return {
    id: event.RequestId,
    stackId: event.StackId,
    now,
    props,
    old,
    view: {
      role: event.ResourceType === RESOURCES.wait ? 'relay' : 'rollout',
      first: event.RequestType === 'Create',
      startedAt: startedAt(event, now),
      rollback: heading === 'ROLLBACK',
      superseded: heading === 'OVER' || event.Direction !== undefined && heading !== 'UNKNOWABLE' && heading !== event.Direction,
      otherVersion: old !== undefined && fingerprint(old.revision) !== fingerprint(props.revision),
      again: old !== undefined && old.redeployNonce !== props.redeployNonce,
    },
    policy: {
      waitFor: props.waitFor,
      onActiveDeployment: props.onActiveDeployment,
      alarms: props.alarms ?? [],
      alarmsFiringAtStart: props.alarmsFiringAtStart,
      startTimeout: Number(props.startTimeoutMinutes) * MINUTE,
      budget: budgetOf(props, heading),
      relaysLeft: Number(props.relaysLeft),
      desiredCount: desiredCount === undefined ? undefined : Number(desiredCount),
    },
  };
}

/** However little time a version is given to come, the one before has as much as there is to come back. */
export function budgetOf(props: RolloutProperties, heading: Direction): number {
  const given = Number(props.budgetMinutes) * MINUTE;
  return heading === 'ROLLBACK' ? Math.max(given, WAY_BACK) : given;
}

export function startedAt(event: Begun, now: number): number {
  return event.StartedAt === undefined ? now : Date.parse(event.StartedAt);
}
