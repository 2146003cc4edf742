import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { renderSecret } from './secrets';
import type { RenderedTask } from './task';
import { WorkloadPlacement } from '../platform';
import { SecretSource } from '../vocabulary';

/** What a task consists of, whatever keeps it running. */
export type TaskParts = Pick<RenderedTask,
  'containers' | 'taskRole' | 'executionRole' | 'logGroup' | 'routerLogGroup' | 'metricsLogGroup' | 'savedQueries'>;

/**
 * Tasks that something keeps running: a service, or a managed daemon. The two have the members below as their own; nobody outside
 * knows of this class.
 *
 * @internal
 */
export abstract class TaskPlacement extends WorkloadPlacement {
  /** @internal */
  protected abstract readonly _task: TaskParts;

  /** The containers, the main one first. */
  public get containers(): ecs.ContainerDefinition[] {
    return this._task.containers;
  }

  /** What the code in the containers may do. */
  public get taskRole(): iam.Role {
    return this._task.taskRole;
  }

  /** What ECS may do to prepare a task. */
  public get executionRole(): iam.Role {
    return this._task.executionRole;
  }

  /** Where the containers log to. Undefined where that is no log group. */
  public get logGroup(): logs.ILogGroup | undefined {
    return this._task.logGroup;
  }

  /** Where a router of logs says what happens to it. Undefined where the output of the containers is in the same group, or none routes. */
  public get routerLogGroup(): logs.ILogGroup | undefined {
    return this._task.routerLogGroup;
  }

  /** The records that a collector makes metrics of. Undefined where none sends metrics to CloudWatch. */
  public get metricsLogGroup(): logs.LogGroup | undefined {
    return this._task.metricsLogGroup;
  }

  /** The questions that are asked most about its logs, saved in CloudWatch Logs Insights. */
  public get savedQueries(): logs.CfnQueryDefinition[] {
    return this._task.savedQueries;
  }

  /** The identity of the code in the containers. */
  public get grantPrincipal(): iam.IPrincipal {
    return this.taskRole;
  }

  /** @internal */
  public _addEnvironment(name: string, value: string): void {
    this.containers[0].addEnvironment(name, value);
  }

  /** @internal */
  public _addSecret(name: string, source: SecretSource): void {
    this.containers[0].addSecret(name, renderSecret(source._toSpec()));
  }
}
