/** The world as one request finds it: a plain record, so that what to do about it can be decided, and tested, without AWS. */

export interface Situation {
  readonly now: number;
  readonly request: RequestView;
  readonly policy: PolicyView;
  /** Undefined while ECS does not know the service. */
  readonly service?: ServiceView;
  /** The deployment under way; a deployment group has one at most. */
  readonly active?: DeploymentView;
  /** Those of late that have ended, the oldest first. */
  readonly ended: DeploymentView[];
  /** Alarms of the deployment group that are firing. */
  readonly firing: string[];
}

export interface RequestView {
  /** A relay only goes on waiting for what the rollout has begun. */
  readonly role: 'rollout' | 'relay';
  readonly first: boolean;
  readonly startedAt: number;
  /** The stack is on its way back to what it was. */
  readonly rollback: boolean;
  /** The stack has turned back since this request began: whatever it wants, nobody wants any more. */
  readonly superseded: boolean;
  /** The template before wanted another version. */
  readonly otherVersion: boolean;
  /** The template asks for the same version again. */
  readonly again: boolean;
}

export interface PolicyView {
  readonly waitFor: 'TRAFFIC_SHIFTED' | 'COMPLETED' | 'STARTED';
  readonly onActiveDeployment: 'WAIT' | 'STOP' | 'FAIL';
  readonly alarms: string[];
  readonly alarmsFiringAtStart: 'IGNORE' | 'FAIL';
  readonly startTimeout: number;
  readonly budget: number;
  readonly relaysLeft: number;
  readonly desiredCount?: number;
}

export interface ServiceView {
  readonly desiredCount: number;
  /** As many copies as wanted are up, and no others. */
  readonly steady: boolean;
  /** The copies that have the traffic are what is wanted. */
  readonly primaryIsWanted: boolean;
  /** Copies without traffic that are still there are what is wanted: going back to them is quick. */
  readonly blueIsWanted: boolean;
}

export interface DeploymentView {
  readonly id: string;
  readonly status: string;
  /** Made by CodeDeploy to take back another one. */
  readonly rollback: boolean;
  /** Made by this request. */
  readonly mine: boolean;
  /** Deploys what is wanted, whoever made it. */
  readonly same: boolean;
  /** All traffic is on the new copies; at most the old ones are left to be taken down. */
  readonly shifted: boolean;
  /** When its copies began to come up, if they still do. */
  readonly installingSince?: number;
  readonly endedAt?: number;
  /** The deployment that takes this one back. */
  readonly takenBackBy?: string;
}
