/**
 * A small CodeDeploy that moves over virtual time, with everything that goes wrong between a handler and AWS: calls that are throttled,
 * answers that are lost, lists that lag behind. Chance comes from a seed, so that whatever is found can be found again.
 */
import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { copies, failure, MINUTE } from './aws';
import { again } from '../../../../src/functions/handlers/again';
import { taskDefinitionOf } from '../../../../src/functions/handlers/app-spec';
import { Aws } from '../../../../src/functions/handlers/aws';

export interface Chances {
  readonly throttled: number;
  readonly lost: number;
  /** How long lists do not know yet what has been made, in milliseconds. */
  readonly lag: number;
  /** Minutes that old copies are kept. */
  readonly termination: number;
  /** Minutes that CodeDeploy takes to bring a version back. */
  readonly takingBack: number;
}

interface Deployment {
  readonly id: string;
  readonly version: number;
  readonly before: number;
  readonly since: number;
  readonly hurry: boolean;
  readonly takesBack?: string;
  readonly description?: string;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped';
  shifted: boolean;
  ended?: number;
  takenBackBy?: string;
}

/** A seeded source of chance. */
export function chance(seed: number): () => number {
  let state = seed >>> 0; // eslint-disable-line no-bitwise -- the generator is made of bits
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // eslint-disable-line no-bitwise -- the generator is made of bits
    return state / 4294967296;
  };
}

export class Cloud {
  public now = Date.parse('2030-01-01T00:00:00Z');
  public stackStatus = 'UPDATE_IN_PROGRESS';
  public primary = 1;
  public suspended = false;
  public readonly deployments: Deployment[] = [];
  /** Versions whose copies never come up. */
  public readonly broken = new Set<number>();
  public readonly created: { readonly requestId: string; readonly hurry: boolean }[] = [];
  public readonly aws: Aws;

  private readonly operations: Record<string, (input: never) => object> = {
    describeStacks: () => ({ Stacks: [{ StackStatus: this.stackStatus }] }),
    describeServices: () => ({ services: [this.service()] }),
    describeAlarms: () => ({}),
    describeScalableTargets: () => ({
      ScalableTargets: [{ ResourceId: 'service/cluster/shop', SuspendedState: { DynamicScalingInSuspended: this.suspended } }],
    }),
    registerScalableTarget: (input: { SuspendedState: { DynamicScalingInSuspended: boolean } }) => {
      this.suspended = input.SuspendedState.DynamicScalingInSuspended;
      return {};
    },
    listDeployments: (input: { includeOnlyStatuses?: string[] }) => ({
      deployments: this.deployments
        .filter(one => one.since + this.chances.lag <= this.now && (!input.includeOnlyStatuses || one.status === 'InProgress'))
        .map(one => one.id),
    }),
    batchGetDeployments: (input: { deploymentIds: string[] }) => ({
      deploymentsInfo: this.deployments.filter(one => input.deploymentIds.includes(one.id)).map(one => this.info(one)),
    }),
    getDeploymentTarget: (input: { deploymentId: string }) => {
      const one = this.deployments.find(candidate => candidate.id === input.deploymentId)!;
      const waiting = this.broken.has(one.version) && one.status === 'InProgress';
      return {
        deploymentTarget: {
          ecsTarget: { lifecycleEvents: [{ lifecycleEventName: 'Install', status: waiting ? 'InProgress' : 'Succeeded', startTime: new Date(one.since) }] },
        },
      };
    },
    createDeployment: (input: { description: string; revision: never; deploymentConfigName: string }) => {
      if (this.active) { throw failure('DeploymentLimitExceededException'); }
      const hurry = input.deploymentConfigName === 'CodeDeployDefault.ECSAllAtOnce';
      const version = Number(taskDefinitionOf(input.revision)!.split(':').pop());
      this.created.push({ requestId: /rq=(\S+)/.exec(input.description)![1], hurry });
      return { deploymentId: this.add({ version, hurry, description: input.description }).id };
    },
    stopDeployment: (input: { deploymentId: string; autoRollbackEnabled: boolean }) => {
      const one = this.deployments.find(candidate => candidate.id === input.deploymentId)!;
      if (one.status !== 'InProgress') { throw failure('DeploymentAlreadyCompletedException'); }
      this.end(one, 'Stopped');
      // Without a way back, a deployment stays where it is.
      if (!input.autoRollbackEnabled) { one.takenBackBy = 'nobody'; }
      return {};
    },
    continueDeployment: (input: { deploymentId: string }) => {
      const one = this.deployments.find(candidate => candidate.id === input.deploymentId)!;
      if (one.status !== 'InProgress') { throw failure('DeploymentAlreadyCompletedException'); }
      if (!one.shifted) { throw failure('DeploymentIsNotInReadyStateException'); }
      this.end(one, 'Succeeded');
      return {};
    },
    listTasks: () => ({}),
  };

  constructor(private readonly chances: Chances, private readonly random: () => number) {
    this.aws = new Proxy({}, { get: (_target, name: string) => (input: never) => again(() => this.call(name, input), 0) }) as Aws;
  }

  public get active(): Deployment | undefined {
    return this.deployments.find(one => one.status === 'InProgress');
  }

  public pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += 5000) {
      this.now += 5000;
      this.deployments.forEach(one => this.advance(one));
    }
  }

  private advance(one: Deployment): void {
    const age = this.now - one.since;
    if (one.status !== 'InProgress') {
      if (one.takenBackBy === undefined && !one.takesBack && !one.hurry && one.status !== 'Succeeded' && one.ended! + 20_000 < this.now && !this.active) {
        one.takenBackBy = this.add({ version: one.before, takesBack: one.id, hurry: false }).id;
      }
      return;
    }
    if (this.broken.has(one.version)) {
      if (age > 60 * MINUTE) { this.end(one, 'Failed'); }
      return;
    }
    const shift = one.takesBack ? this.chances.takingBack * MINUTE : one.hurry ? 3 * MINUTE : 8 * MINUTE;
    if (age > shift && !one.shifted) {
      one.shifted = true;
      this.primary = one.version;
    }
    if (age > shift + (one.takesBack ? 0 : this.chances.termination * MINUTE)) { this.end(one, 'Succeeded'); }
  }

  private end(one: Deployment, status: Deployment['status']): void {
    one.status = status;
    one.ended = this.now;
  }

  private add(given: Pick<Deployment, 'version' | 'hurry' | 'takesBack' | 'description'>): Deployment {
    const made: Deployment = { id: `d-${this.deployments.length + 1}`, before: this.primary, since: this.now, status: 'InProgress', shifted: false, ...given };
    this.deployments.push(made);
    return made;
  }

  private async call(name: string, input: never): Promise<object> {
    if (this.random() < this.chances.throttled) { throw failure('ThrottlingException'); }
    const answer = (this.operations[name] ?? (() => { throw new Error(`${name} is not to be called`); }))(input);
    if (this.random() < this.chances.lost) { throw failure('TimeoutError'); }
    return Promise.resolve(answer);
  }

  private service(): object {
    const { active } = this;
    const blue = active?.shifted && !active.takesBack ? [copies(active.before, { status: 'ACTIVE' })] : [];
    const green = active && !active.shifted ? [copies(active.version, { status: 'ACTIVE', externalId: active.id, runningCount: 0 })] : [];
    return { serviceName: 'shop', status: 'ACTIVE', desiredCount: 2, runningCount: 2, taskSets: [copies(this.primary), ...blue, ...green] };
  }

  private info(one: Deployment): DeploymentInfo {
    return {
      deploymentId: one.id,
      status: one.status,
      createTime: new Date(one.since),
      completeTime: one.ended ? new Date(one.ended) : undefined,
      description: one.description,
      creator: one.takesBack ? 'codeDeployRollback' : 'user',
      instanceTerminationWaitTimeStarted: one.shifted,
      rollbackInfo: { rollbackDeploymentId: one.takenBackBy === 'nobody' ? undefined : one.takenBackBy, rollbackTriggeringDeploymentId: one.takesBack },
    };
  }
}
