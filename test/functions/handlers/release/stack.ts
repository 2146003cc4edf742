/** CloudFormation and the provider framework as far as they matter to a release: requests, polls, rollbacks, and requests that come twice or late. */
import { arnOf, Cluster, MINUTE, properties, STACK } from './cluster';
import { begin, poll } from '../../../../src/functions/handlers/release/handlers';
import { ReleaseEvent } from '../../../../src/functions/handlers/release/request';
import { ReleaseProperties, RELEASE_RESOURCES } from '../../../../src/functions/wire/release';

export type Answer = { readonly status: 'SUCCESS'; readonly how: string } | { readonly status: 'FAILED'; readonly reason: string } | { readonly status: 'CANCELLED' };

export interface Deliveries {
  /** Minutes after which the request is delivered once more; 0 is at the same time. */
  readonly again?: number;
  /** Minutes after which CloudFormation does not wait any longer, because something else has failed or somebody cancels. */
  readonly cancelledAfter?: number;
}

export type RequestType = 'Create' | 'Update' | 'Delete';

interface Waiter {
  readonly event: ReleaseEvent;
  readonly since: number;
}

/** How often the framework polls here: less often than in fact, so that thousands of stacks can be lived through. */
export const INTERVAL = 30_000;

const LONGEST = 57 * MINUTE;

export class Stack {
  private requests = 0;
  /** Polls that CloudFormation no longer listens to, and requests that are still to be delivered again. */
  private readonly abandoned: Waiter[] = [];
  private readonly late: { readonly event: ReleaseEvent; readonly at: number }[] = [];
  /** How long the slowest answer took. */
  public slowest = 0;

  constructor(public readonly cluster: Cluster, private readonly given: Partial<ReleaseProperties> = {}) {}

  public async request(type: RequestType, to: number, from?: number, { again, cancelledAfter = Infinity }: Deliveries = {}): Promise<Answer> {
    const { cluster } = this;
    const asked: ReleaseEvent = {
      RequestType: type,
      ResourceType: RELEASE_RESOURCES.task,
      RequestId: `request-${this.requests++}`,
      StackId: STACK,
      LogicalResourceId: 'MigrateRelease',
      PhysicalResourceId: type === 'Create' ? undefined : 'release',
      ResourceProperties: properties(to, this.given),
      ...type === 'Update' && from !== undefined ? { OldResourceProperties: properties(from, this.given) } : {},
    };
    const start = cluster.now;
    const waiters = [await this.deliver(asked)];
    if (again === 0) { waiters.push(await this.deliver(asked)); }
    if (again) { this.late.push({ event: asked, at: start + again * MINUTE }); }
    for (;;) {
      if (cluster.now - start >= cancelledAfter * MINUTE) {
        this.abandoned.push(...waiters.filter(waiter => waiter !== undefined));
        return { status: 'CANCELLED' };
      }
      await this.pass(INTERVAL);
      cluster.killed = false;
      const answers = await Promise.all(waiters.map(waiter => waiter ? this.polled(waiter) : KILLED));
      const answer = answers.find(one => one !== undefined);
      if (answer) {
        this.slowest = Math.max(this.slowest, cluster.now - start);
        this.abandoned.push(...waiters.filter((waiter, index) => waiter && answers[index] === undefined).map(waiter => waiter!));
        return answer;
      }
      if (cluster.now - start > LONGEST) { throw new Error(`No answer to ${type} after ${(cluster.now - start) / MINUTE} minutes`); }
    }
  }

  /** Lets time pass, in which whoever nobody listens to goes on. */
  public async pass(milliseconds: number): Promise<void> {
    const until = this.cluster.now + milliseconds;
    while (this.cluster.now < until) {
      const isQuiet = this.abandoned.length === 0 && this.late.every(({ at }) => at > until);
      this.cluster.now = isQuiet ? until : Math.min(until, this.cluster.now + INTERVAL);
      for (const again of this.late.filter(({ at }) => at <= this.cluster.now)) {
        this.late.splice(this.late.indexOf(again), 1);
        const waiter = await this.deliver(again.event);
        if (waiter) { this.abandoned.push(waiter); }
      }
      for (const waiter of [...this.abandoned]) {
        this.cluster.killed = false;
        const over = this.cluster.now - waiter.since > LONGEST || await this.polled(waiter) !== undefined;
        if (over) { this.abandoned.splice(this.abandoned.indexOf(waiter), 1); }
      }
    }
  }

  public deregister(revision: number): void {
    this.cluster.inactive.add(arnOf(revision));
  }

  /** Nothing if the handler was killed: the framework then answers that it failed. */
  private async deliver(asked: ReleaseEvent): Promise<Waiter | undefined> {
    this.cluster.killed = false;
    const begun = await begin(asked, this.cluster.aws, this.cluster.now, 0);
    return this.cluster.killed ? undefined : { event: { ...asked, ...begun }, since: this.cluster.now };
  }

  private async polled({ event }: Waiter): Promise<Answer | undefined> {
    const { cluster } = this;
    try {
      const { IsComplete, Data } = await poll(event, cluster.aws, cluster.now, 0);
      return cluster.killed ? KILLED : IsComplete ? { status: 'SUCCESS', how: (Data as { Status: string }).Status } : undefined;
    } catch (error) {
      return cluster.killed ? KILLED : { status: 'FAILED', reason: (error as Error).message };
    }
  }
}

/** What the framework says of a function that has died. */
export const KILLED: Answer = { status: 'FAILED', reason: 'Task timed out after 120.00 seconds' };
