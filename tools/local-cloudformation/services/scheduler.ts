/**
 * EventBridge Scheduler: schedules are live resources, and somebody says when their time has come. The clock of the account starts none by
 * itself, since one that repeats would have something happen for ever.
 */
import { isAllowed, roleExists } from './permissions';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import type { Account, Live } from '../resources/account';

/** What could not be started, and why. */
export interface Dropped {
  readonly schedule: string;
  readonly queue?: string;
  readonly reason: string;
  readonly attempts: number;
}

const BETWEEN_ATTEMPTS = 60;

export class Scheduler {
  /** What was given up, oldest first. */
  public readonly dropped: Dropped[] = [];

  constructor(private readonly account: Account) {}

  /** The time of a schedule has come. */
  public fire(logicalIdStart: string): void {
    const schedule = this.account.live('AWS::Scheduler::Schedule').find(({ logicalId }) => logicalId.startsWith(logicalIdStart));
    if (!schedule) { throw new ServiceError('ResourceNotFoundException', `Schedule ${logicalIdStart} does not exist.`); }
    this.account.agenda.spawn(() => this.start(schedule));
  }

  private async start({ logicalId, properties }: Live): Promise<void> {
    const target = properties.Target as JsonObject;
    const policy = isObject(target.RetryPolicy) ? target.RetryPolicy : {};
    const { MaximumRetryAttempts: again = 185, MaximumEventAgeInSeconds: seconds = 86_400 } = policy;
    const attempts = 1 + Math.min(Number(again), Math.floor(Number(seconds) / BETWEEN_ATTEMPTS));
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.invoke(target);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code === 'NotModelled') { throw error; }
        if (attempt >= attempts) {
          const queue = isObject(target.DeadLetterConfig) ? String(target.DeadLetterConfig.Arn) : undefined;
          const buried = this.mayBury(target, queue) ? queue : undefined;
          this.dropped.push({ schedule: logicalId, queue: buried, reason: error.message, attempts: attempt });
          return;
        }
      }
      await this.account.agenda.sleep(BETWEEN_ATTEMPTS);
    }
  }

  private async invoke(target: JsonObject): Promise<void> {
    const { services } = this.account;
    const [arn, role] = [String(target.Arn), String(target.RoleArn)];
    if (arn.includes(':states:')) {
      this.assertAllowed(role, 'states:StartExecution', arn);
      services.stateMachines.start(arn, typeof target.Input === 'string' ? target.Input : '{}');
      return;
    }
    if (!isObject(target.EcsParameters)) { throw new ServiceError('NotModelled', `The target ${arn} of a schedule is not modelled by the local endpoint`); }
    const { TaskDefinitionArn, TaskCount, ...others } = target.EcsParameters;
    this.assertAllowed(role, 'ecs:RunTask', String(TaskDefinitionArn));
    this.assertAllowed(role, 'ecs:TagResource', `${arn.replace(':cluster/', ':task/')}/x`);
    for (const passed of this.rolesOf(String(TaskDefinitionArn))) { this.assertAllowed(role, 'iam:PassRole', passed); }
    await services.call('ecs', 'RunTask', { ...small(others) as JsonObject, cluster: arn, taskDefinition: TaskDefinitionArn, count: TaskCount });
  }

  private rolesOf(definitionArn: string): string[] {
    const definition = this.account.live('AWS::ECS::TaskDefinition').find(({ physicalId }) => physicalId === definitionArn);
    return [definition?.properties.TaskRoleArn, definition?.properties.ExecutionRoleArn].filter(arn => arn !== undefined).map(String);
  }

  private mayBury({ RoleArn: role }: JsonObject, queue: string | undefined): boolean {
    return queue !== undefined && (!roleExists(this.account, String(role)) || isAllowed(this.account, String(role), 'sqs:SendMessage', queue));
  }

  private assertAllowed(role: string, action: string, resource: string): void {
    if (roleExists(this.account, role) && !isAllowed(this.account, role, action, resource)) {
      throw new ServiceError('AccessDeniedException', `${role} is not authorized to perform: ${action} on resource: ${resource}`);
    }
  }
}

function small(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(small); }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key[0].toLowerCase()}${key.slice(1)}`, small(item)])) : value;
}
