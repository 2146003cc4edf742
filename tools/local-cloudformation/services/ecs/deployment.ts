/** What ECS remembers of one deployment, and how others speak to it. */
import { EcsService, Revision } from './service';
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';
import { Mailbox } from '../process';

export type Message =
  | { readonly kind: 'stop'; readonly type: 'ROLLBACK' | 'ABORT' }
  | { readonly kind: 'alarm'; readonly name: string }
  | { readonly kind: 'continue'; readonly hookId: string; readonly action: 'CONTINUE' | 'ROLLBACK' }
  | { readonly kind: 'superseded' };

export type Status = 'PENDING' | 'IN_PROGRESS' | 'SUCCESSFUL' | 'STOPPED' | 'STOP_REQUESTED' | 'ROLLBACK_REQUESTED' | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL' | 'ROLLBACK_FAILED';

export interface HookRun {
  readonly hookId: string;
  readonly targetType: 'AWS_LAMBDA' | 'PAUSE';
  readonly targetArn?: string;
  readonly stage: string;
  status: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly expiresAt?: Date;
  readonly timeoutAction?: string;
}

const ENDED: readonly Status[] = ['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'];

export class ServiceDeployment {
  public readonly id: string;
  public readonly arn: string;
  public readonly createdAt: Date;
  public startedAt?: Date;
  public finishedAt?: Date;
  public stoppedAt?: Date;
  public updatedAt: Date;
  public status: Status = 'PENDING';
  public statusReason?: string;
  public lifecycleStage = 'RECONCILE_SERVICE';
  public rollback?: { readonly reason: string; readonly startedAt: Date; readonly serviceRevisionArn?: string };
  public readonly hooks: HookRun[] = [];
  public triggered: string[] = [];
  public readonly mail: Mailbox<Message>;
  public readonly configuration: JsonObject;

  constructor(
    private readonly account: Account, public readonly service: EcsService, public readonly target: Revision, public readonly source?: Revision,
  ) {
    this.id = account.random(22);
    this.arn = `${service.arn.replace(':service/', ':service-deployment/')}/${this.id}`;
    this.createdAt = account.clock.now();
    this.updatedAt = this.createdAt;
    this.mail = new Mailbox(account.agenda);
    const configuration = target.properties.DeploymentConfiguration;
    this.configuration = isObject(configuration) ? configuration : {};
  }

  public get strategy(): string {
    return String(this.configuration.Strategy ?? 'ROLLING');
  }

  public get hasEnded(): boolean {
    return ENDED.includes(this.status);
  }

  public enter(stage: string): void {
    this.lifecycleStage = stage;
    this.updatedAt = this.account.clock.now();
  }

  public become(status: Status, reason?: string): void {
    this.status = status;
    this.statusReason = reason ?? this.statusReason;
    this.updatedAt = this.account.clock.now();
    if (status === 'IN_PROGRESS') { this.startedAt = this.updatedAt; }
    if (this.hasEnded) { this.finishedAt = this.updatedAt; }
    if (status === 'STOPPED') { this.stoppedAt = this.updatedAt; }
  }

  public tell(eventName: string, reason: string): void {
    this.account.services.bus.emit({
      source: 'aws.ecs',
      type: 'ECS Deployment State Change',
      resources: [this.service.arn],
      detail: {
        eventType: eventName.endsWith('FAILED') ? 'ERROR' : 'INFO',
        eventName,
        deploymentId: `ecs-svc/${this.id}`,
        serviceDeploymentArn: this.arn,
        updatedAt: this.account.clock.now().toISOString(),
        reason,
      },
    });
  }
}

export function objectAt(value: unknown, name: string): JsonObject {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : {};
}
