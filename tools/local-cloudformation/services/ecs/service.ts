/** One service as ECS knows it: what it was told last, its copies, and what was deployed to it. */
import type { ServiceDeployment } from './deployment';
import { LoadBalancer, TaskSet } from './task-set';
import { isObject, JsonObject } from '../../engine/values';

export type Controller = 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';

/** A version that was deployed, or is to be. */
export interface Revision {
  readonly arn: string;
  readonly createdAt: Date;
  readonly taskDefinition: string;
  readonly properties: JsonObject;
  /** Its copies, once they have been started. */
  set?: TaskSet;
}

export class EcsService {
  public readonly name: string;
  public readonly cluster: string;
  public readonly sets: TaskSet[] = [];
  /** Newest last. */
  public readonly deployments: ServiceDeployment[] = [];
  public readonly revisions: Revision[] = [];
  public tags: Record<string, string> = {};
  /** What ECS sets by itself when it moves traffic the first time. */
  public current?: Revision;
  public desired: number;

  constructor(public readonly arn: string, public properties: JsonObject, public readonly createdAt: Date) {
    const parts = arn.split('/');
    this.cluster = parts[1];
    this.name = parts[2];
    this.desired = Number(properties.DesiredCount ?? 1);
    this.tags = tagsOf(properties);
  }

  public get controller(): Controller {
    const controller = this.properties.DeploymentController;
    return (isObject(controller) ? controller.Type as Controller : undefined) ?? 'ECS';
  }

  public get primary(): TaskSet | undefined {
    return this.sets.find(set => set.status === 'PRIMARY');
  }

  public get alive(): TaskSet[] {
    return this.sets.filter(set => !set.stoppedAt);
  }

  public get running(): number {
    return this.sets.reduce((sum, set) => sum + set.running, 0);
  }

  public get pending(): number {
    return this.sets.reduce((sum, set) => sum + set.pending, 0);
  }

  /** Adds copies; of those that are long gone only the last few are remembered. */
  public add(set: TaskSet): void {
    const gone = this.sets.filter(({ stoppedAt }) => stoppedAt);
    gone.slice(0, Math.max(0, gone.length - REMEMBERED)).forEach(old => this.sets.splice(this.sets.indexOf(old), 1));
    this.sets.push(set);
  }

  public resize(count: number): void {
    this.desired = count;
    this.alive.forEach(set => set.resize(count));
  }
}

const REMEMBERED = 5;

export function tagsOf(properties: JsonObject): Record<string, string> {
  const tags = Array.isArray(properties.Tags) ? properties.Tags.filter(isObject) : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value)]));
}

export function loadBalancersOf(properties: JsonObject): JsonObject[] {
  return Array.isArray(properties.LoadBalancers) ? properties.LoadBalancers.filter(isObject) : [];
}

export function behind(declared: JsonObject, targetGroupArn = declared.TargetGroupArn): LoadBalancer {
  return {
    targetGroupArn: targetGroupArn === undefined ? undefined : String(targetGroupArn),
    containerName: declared.ContainerName === undefined ? undefined : String(declared.ContainerName),
    containerPort: declared.ContainerPort === undefined ? undefined : Number(declared.ContainerPort),
  };
}
