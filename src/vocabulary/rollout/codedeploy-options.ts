import { Duration } from 'aws-cdk-lib/core';
import { SideBySideRolloutOptions } from './options';
import { TrafficShift } from './traffic-shift';

/**
 * When a stack's deployment goes on.
 */
export enum RolloutCompletion {
  /** The new version has all the traffic. What happens while the old one is kept is no longer seen by CloudFormation. */
  TRAFFIC_SHIFTED = 'trafficShifted',
  /** The old copies are gone. */
  COMPLETED = 'completed',
  /** The deployment has begun. CloudFormation will not know how it ends. */
  STARTED = 'started',
}

/**
 * What to do about a deployment of another version that is under way, started from a pipeline or by hand.
 */
export enum OnActiveDeployment {
  /** Wait until it is over. */
  WAIT = 'wait',
  /** Stop it and roll it back. */
  STOP = 'stop',
  /** Fail at once. */
  FAIL = 'fail',
}

/**
 * What to do about alarms that are firing before a deployment begins. CodeDeploy by itself refuses to begin.
 */
export enum AlarmsFiringAtStart {
  /** Deploy without watching those. */
  IGNORE = 'ignore',
  /** Do not deploy. */
  FAIL = 'fail',
}

/**
 * Who starts deployments.
 */
export enum RolloutTrigger {
  /** The deployment of the stack. */
  CLOUDFORMATION = 'cloudFormation',
  /** A pipeline, from the files that the workload renders for it. The stack's deployment changes nothing that runs. */
  PIPELINE = 'pipeline',
}

/**
 * Which scaling stands still during a deployment. Two versions side by side look like too many copies to a policy that
 * counts them together, and CodeDeploy gives up on a deployment that is scaled in the middle.
 */
export enum ScalingDuringDeployment {
  /** Copies may be added, but none taken away. */
  SUSPEND_SCALE_IN = 'scaleIn',
  /** Nothing is scaled. */
  SUSPEND_ALL = 'all',
  /** Everything goes on. */
  ALLOW = 'none',
}

/**
 * Options of a rollout by AWS CodeDeploy.
 */
export interface CodeDeployRolloutOptions extends SideBySideRolloutOptions {
  /**
   * In which steps the traffic moves.
   * @default TrafficShift.canary(10, Duration.minutes(5))
   */
  readonly shift?: TrafficShift;

  /**
   * When a stack's deployment goes on.
   * @default - when the old copies are gone, if they are kept for 15 minutes or less and all fits into 50; otherwise when the
   * traffic has shifted
   */
  readonly waitFor?: RolloutCompletion;

  /**
   * How long a stack's deployment may wait for that, up to 6 hours. Beyond 50 minutes, custom resources that go on waiting are
   * added. The deployment is stopped and rolled back afterwards.
   * @default - what all steps, hooks and the approval may take together, at least 50 minutes
   */
  readonly maxWait?: Duration;

  /**
   * What to do about a deployment of another version that is under way.
   * @default OnActiveDeployment.WAIT
   */
  readonly onActiveDeployment?: OnActiveDeployment;

  /**
   * What to do about alarms that are firing before the deployment begins.
   * @default AlarmsFiringAtStart.IGNORE
   */
  readonly alarmsFiringAtStart?: AlarmsFiringAtStart;

  /**
   * Who starts deployments.
   * @default RolloutTrigger.CLOUDFORMATION
   */
  readonly trigger?: RolloutTrigger;

  /**
   * Which scaling stands still during a deployment.
   * @default ScalingDuringDeployment.SUSPEND_SCALE_IN
   */
  readonly scalingDuringDeployment?: ScalingDuringDeployment;

  /**
   * A change of it deploys the same version again.
   * @default - only changes are deployed
   */
  readonly redeployNonce?: string;
}
