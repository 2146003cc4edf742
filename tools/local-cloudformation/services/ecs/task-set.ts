/** Copies of one version of a service: how many run, and why the others do not. All of it follows from the clock. */
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';

export interface LoadBalancer {
  readonly targetGroupArn?: string;
  readonly containerName?: string;
  readonly containerPort?: number;
}

export interface TaskSetSpec {
  readonly id: string;
  readonly arn: string;
  readonly serviceArn: string;
  readonly cluster: string;
  /** ARN with revision. */
  readonly taskDefinition: string;
  readonly loadBalancers: readonly LoadBalancer[];
  /** In the API's words. */
  readonly networkConfiguration?: unknown;
  readonly platformVersion?: string;
  readonly launchType?: string;
  readonly capacityProviderStrategy?: unknown;
  readonly externalId?: string;
  readonly startedBy: string;
}

export interface StoppedTask {
  readonly taskArn: string;
  readonly stoppedAt: Date;
  readonly stoppedReason: string;
  readonly container: { readonly name: string; readonly reason?: string; readonly exitCode?: number };
}

/** How long a task takes from its start until the load balancer finds it well. */
export const START_SECONDS = 45;

/** How long a task that cannot start takes to find out. */
export const FAIL_SECONDS = 60;

export class TaskSet {
  public status: 'PRIMARY' | 'ACTIVE' | 'DRAINING' = 'ACTIVE';
  /** Hundredths of the traffic, as whoever deploys has set it. */
  public weight = 0;
  public readonly createdAt: Date;
  public updatedAt: Date;
  public stoppedAt?: Date;
  private readonly containers: readonly JsonObject[];
  private count: number;
  private isUp = false;
  private resized: { readonly at: number; readonly from: number };

  constructor(private readonly account: Account, public readonly spec: TaskSetSpec, desired: number) {
    this.createdAt = account.clock.now();
    this.updatedAt = this.createdAt;
    const definition = account.find('AWS::ECS::TaskDefinition', spec.taskDefinition)?.properties.ContainerDefinitions;
    this.containers = Array.isArray(definition) ? definition.filter(isObject) : [];
    this.count = desired;
    this.resized = { at: this.createdAt.getTime(), from: 0 };
    account.agenda.in(START_SECONDS, () => this.running);
  }

  public get desired(): number {
    return this.stoppedAt ? 0 : this.count;
  }

  public resize(count: number): void {
    if (count === this.count) { return; }
    this.resized = { at: this.account.agenda.now, from: Math.min(this.running, count) };
    this.isUp = count <= this.resized.from;
    this.account.agenda.in(START_SECONDS, () => this.running);
    this.count = count;
  }

  /** The image that does not come up, if there is one. */
  public get brokenImage(): string | undefined {
    const { image } = this.account.faults;
    return image && this.containers.map(container => String(container.Image)).find(name => image(name) === 'never ready');
  }

  public get running(): number {
    if (this.stoppedAt) { return 0; }
    // What has come up once stays up.
    this.isUp ||= this.account.agenda.now >= this.resized.at + START_SECONDS * 1000 && this.brokenImage === undefined && this.hasRoom;
    return this.isUp ? this.count : this.resized.from;
  }

  public get pending(): number {
    return Math.max(0, this.desired - this.running);
  }

  public get isSteady(): boolean {
    return !this.stoppedAt && this.running === this.count;
  }

  /** Whether there is a machine to run on; none is needed for no copies. */
  private get hasRoom(): boolean {
    return this.count === 0 || this.account.services.providers.hasRoom(this.spec);
  }

  /** How many starts have failed so far. */
  public get failed(): number {
    if (this.isUp || this.brokenImage === undefined) { return 0; }
    return Math.floor(((this.stoppedAt?.getTime() ?? this.account.agenda.now) - this.createdAt.getTime()) / 1000 / FAIL_SECONDS) * this.count;
  }

  public stop(): void {
    if (this.stoppedAt) { return; }
    this.stoppedAt = this.account.clock.now();
    this.account.services.providers.idle(this.spec);
  }

  public get targetGroups(): string[] {
    return this.spec.loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
  }

  public get runningTasks(): string[] {
    return Array.from({ length: this.running }, (_none, index) => this.taskArn(`r${index}`));
  }

  /** The latest of those that could not start. */
  public get stoppedTasks(): StoppedTask[] {
    const image = this.brokenImage;
    const isForgotten = this.stoppedAt !== undefined && this.account.agenda.now - this.stoppedAt.getTime() > SHOWN_SECONDS * 1000;
    if (image === undefined || isForgotten || this.isUp) { return []; }
    const name = String(this.containers.find(container => String(container.Image) === image)?.Name);
    const reason = `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}: not found`;
    return Array.from({ length: Math.min(this.failed, REMEMBERED) }, (_none, index) => ({
      taskArn: this.taskArn(`f${index}`), stoppedAt: this.account.clock.now(), stoppedReason: reason, container: { name, reason },
    }));
  }

  /** Marks the moment for readers. */
  public touch(): void {
    this.updatedAt = this.account.clock.now();
  }

  private taskArn(suffix: string): string {
    return `${this.spec.serviceArn.replace(/:service\/.*/, '')}:task/${this.spec.cluster}/${this.spec.id.split('/').pop()!}${suffix}`;
  }
}

const REMEMBERED = 3;

/** ECS shows stopped tasks for about an hour. */
const SHOWN_SECONDS = 3600;
