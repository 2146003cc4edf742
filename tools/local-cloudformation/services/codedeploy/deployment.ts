/** What CodeDeploy remembers of one deployment, and how others speak to it. */
import { AppSpec } from './app-spec';
import { Group } from './group';
import { JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';
import { TaskSet } from '../ecs/task-set';
import { Mailbox } from '../process';

export type Status = 'Created' | 'Queued' | 'InProgress' | 'Baking' | 'Succeeded' | 'Failed' | 'Stopped' | 'Ready';

export type Message =
  | { readonly kind: 'stop'; readonly rollback: boolean }
  | { readonly kind: 'continue'; readonly type: string }
  | { readonly kind: 'hook'; readonly id: string; readonly status: string }
  | { readonly kind: 'alarm'; readonly name: string };

export const LIFECYCLE = [
  'BeforeInstall', 'Install', 'AfterInstall', 'AllowTestTraffic', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic',
] as const;

export interface LifecycleEvent {
  readonly name: string;
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown';
  startTime?: Date;
  endTime?: Date;
  diagnostics?: { readonly errorCode: string; readonly scriptName?: string; readonly message: string };
  hookId?: string;
}

export interface DeploymentOptions {
  readonly group: Group;
  readonly spec: AppSpec;
  /** As it was asked for. */
  readonly revision: unknown;
  readonly config: string;
  readonly description?: string;
  readonly creator: 'user' | 'codeDeployRollback';
  /** What this deployment says instead of the group. */
  readonly alarms: readonly string[];
  readonly rollsBackOn: readonly string[];
  readonly asked: JsonObject;
  readonly takesBack?: Deployment;
}

const ENDED: readonly Status[] = ['Succeeded', 'Failed', 'Stopped'];

export class Deployment {
  public readonly id: string;
  public readonly createTime: Date;
  public startTime?: Date;
  public completeTime?: Date;
  public status: Status = 'Created';
  public error?: { readonly code: string; readonly message: string };
  public rollback?: { readonly rollbackDeploymentId?: string; readonly rollbackTriggeringDeploymentId?: string; readonly rollbackMessage?: string };
  public terminationWaitStarted = false;
  public readonly events: LifecycleEvent[] = LIFECYCLE.map(name => ({ name, status: 'Pending' }));
  public readonly mail: Mailbox<Message>;
  public blue?: TaskSet;
  public green?: TaskSet;

  constructor(private readonly account: Account, public readonly options: DeploymentOptions) {
    this.id = `d-${account.random(9).toUpperCase()}`;
    this.createTime = account.clock.now();
    this.mail = new Mailbox(account.agenda);
  }

  public get hasEnded(): boolean {
    return ENDED.includes(this.status);
  }

  public get targetId(): string {
    return `${this.options.group.cluster}:${this.options.group.service}`;
  }

  public become(status: Status): void {
    this.status = status;
    const now = this.account.clock.now();
    if (status === 'InProgress') { this.startTime ??= now; }
    if (this.hasEnded) { this.completeTime = now; }
    const word = WORDS[status];
    if (!word) { return; }
    const { group } = this.options;
    const { bus } = this.account.services;
    const detail = {
      state: word,
      deploymentId: this.id,
      application: group.application,
      deploymentGroup: group.name,
      region: this.account.region,
      instanceGroupId: this.targetId,
    };
    const arn = (resource: string) => `arn:${this.account.partition}:codedeploy:${this.account.region}:${this.account.id}:${resource}`;
    bus.emit({
      source: 'aws.codedeploy',
      type: 'CodeDeploy Deployment State-change Notification',
      resources: [arn(`deploymentgroup:${group.application}/${group.name}`), arn(`application:${group.application}`)],
      detail,
    });
    for (const trigger of triggersOf(group)) {
      if (trigger.events.includes(TRIGGERS[word])) { bus.publish(trigger.topic, { ...detail, status, eventTriggerName: trigger.name }); }
    }
  }

  public event(name: string): LifecycleEvent {
    return this.events.find(event => event.name === name)!;
  }
}

const WORDS: Partial<Record<Status, string>> = { InProgress: 'START', Succeeded: 'SUCCESS', Failed: 'FAILURE', Stopped: 'STOP', Ready: 'READY' };
const TRIGGERS: Readonly<Record<string, string>> = {
  START: 'DeploymentStart', SUCCESS: 'DeploymentSuccess', FAILURE: 'DeploymentFailure', STOP: 'DeploymentStop', READY: 'DeploymentReady',
};

function triggersOf({ live }: Group): Array<{ readonly name: string; readonly topic: string; readonly events: string[] }> {
  const triggers = live.properties.TriggerConfigurations;
  return (Array.isArray(triggers) ? triggers as JsonObject[] : [])
    .map(trigger => ({ name: String(trigger.TriggerName), topic: String(trigger.TriggerTargetArn), events: trigger.TriggerEvents as string[] }));
}
