/** A cluster of ECS as far as releases need it: tasks that start late or never, lists that lag, stopped tasks that are forgotten, and calls that fail. */
import { again } from '../../../../src/functions/handlers/again';
import { ReleaseAws } from '../../../../src/functions/handlers/release/aws';
import { ReleaseProperties } from '../../../../src/functions/wire/release';

export const MINUTE = 60_000;
export const START = Date.parse('2030-01-01T10:00:00Z');
export const FAMILY = 'Migrate';
export const STACK = 'arn:aws:cloudformation:r:1:stack/s/1';

/** What becomes of a task. */
export interface Fate {
  /** Milliseconds until its code runs; `undefined` if ECS gives it up before. */
  readonly starts?: number;
  /** Milliseconds that its code runs. */
  readonly lasts: number;
  readonly exitCode: number;
  /** With what it ends when it is stopped. */
  readonly exitWhenStopped: number;
  /** With what a container beside it ends. */
  readonly beside?: { readonly exitCode: number; readonly reason?: string };
}

export interface Weather {
  readonly throttled: number;
  readonly lost: number;
  /** Milliseconds until a list shows what has changed. */
  readonly lag: number;
  /** Probability that a handler is killed at one of its calls. */
  readonly deaths: number;
}

export const CALM: Weather = { throttled: 0, lost: 0, lag: 0, deaths: 0 };
export const GOOD: Fate = { starts: 40_000, lasts: 2 * MINUTE, exitCode: 0, exitWhenStopped: 143 };

export interface SimulatedTask {
  readonly arn: string;
  readonly definition: string;
  readonly startedBy?: string;
  readonly command?: string[];
  readonly createdAt: number;
  readonly fate: Fate;
  stopAsked?: number;
}

/** Whoever dies does not get to say anything. */
export class Killed extends Error {}

export const failure = (name: string, message = `${name} happened`): Error => Object.assign(new Error(message), { name });

export const arnOf = (revision: number): string => `arn:aws:ecs:r:1:task-definition/${FAMILY}:${revision}`;

export const properties = (revision: number, more: Partial<ReleaseProperties> = {}): ReleaseProperties => ({
  cluster: 'shop',
  family: FAMILY,
  taskDefinition: arnOf(revision),
  container: 'migrate',
  timeoutMinutes: '20',
  network: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
  logGroup: 'Logs',
  logStreams: 'migrate/migrate/',
  ...more,
});

interface RunTaskInput {
  readonly clientToken: string;
  readonly startedBy: string;
  readonly taskDefinition: string;
  readonly overrides?: { readonly containerOverrides: { readonly command: string[] }[] };
}

/** Tags are known sooner than tasks. */
const TAG_LAG = 20_000;

const HOUR = 60 * MINUTE;

export class Cluster {
  public now = START;
  public stackStatus = 'UPDATE_IN_PROGRESS';
  public stackUpdatedAt = START;
  public mayAskStack = true;
  public readonly tasks: SimulatedTask[] = [];
  public readonly inactive = new Set<string>();
  public readonly calls: string[] = [];
  public logs: Record<string, string[]> = {};
  /**
   * How many tasks of releases were ever at work at the same time. Two requests that begin before either can know of the other cannot be
   * told from one, and two deliveries of one request can.
   */
  public atOnce = 0;
  /** Runs that began while the stack went back. */
  public begunOnTheWayBack: SimulatedTask[] = [];
  private readonly tags = new Map<string, { readonly at: number; readonly tags: Record<string, string> }[]>();
  private readonly tokens = new Map<string, { readonly asked: string; readonly task: SimulatedTask }>();
  /** Whether the handlers that are at work have been killed: they do nothing any more. */
  public killed = false;
  public readonly aws: ReleaseAws;
  /** Refuses the next calls of `RunTask`. */
  public refusing?: () => Error | undefined;

  constructor(public weather: Weather = CALM, private readonly random: () => number = () => 0.5) {
    this.aws = this.offered(this.operations());
  }

  public fateOf: (definition: string) => Fate = () => GOOD;

  /** What somebody starts, be it a release or a person. */
  public start(definition: string, startedBy?: string, command?: string[]): SimulatedTask {
    const task: SimulatedTask = {
      arn: `arn:aws:ecs:r:1:task/shop/t${this.tasks.length}`, definition, startedBy, command, createdAt: this.now, fate: this.fateOf(definition),
    };
    this.tasks.push(task);
    if (startedBy && this.stackStatus.endsWith('ROLLBACK_IN_PROGRESS')) { this.begunOnTheWayBack.push(task); }
    this.atOnce = Math.max(this.atOnce, 1 + this.tasks.filter(one => this.isBeside(one, task)).length);
    return task;
  }

  public remembered(revision: number): string | undefined {
    return this.tags.get(arnOf(revision))?.at(-1)?.tags['container-platform:release'];
  }

  /** Whether any run of the revision went through to a good end. */
  public hasSucceeded(revision: number): boolean {
    return this.tasks.filter(task => task.definition === arnOf(revision) && this.phaseOf(task, this.now) === 'ended').map(task => this.endOf(task))
      .some(({ exitCode, stopped }) => exitCode === 0 && !stopped);
  }

  private isBeside(other: SimulatedTask, task: SimulatedTask): boolean {
    if (other === task || !other.startedBy || !task.startedBy || this.phaseOf(other, this.now) === 'ended') { return false; }
    const requestOf = ({ startedBy }: SimulatedTask) => startedBy!.split('/')[2];
    return requestOf(other) === requestOf(task) || other.createdAt < this.now - Math.min(this.weather.lag, TAG_LAG);
  }

  private get seen(): number {
    return this.now - this.weather.lag;
  }

  private isListed(task: SimulatedTask): boolean {
    return task.createdAt <= this.seen && !(this.phaseOf(task, this.now) === 'ended' && this.now - this.endOf(task).at > HOUR);
  }

  private tagsOf(arn: string): Record<string, string> {
    return (this.tags.get(arn) ?? []).filter(({ at }) => at <= this.now - Math.min(this.weather.lag, TAG_LAG)).at(-1)?.tags ?? {};
  }

  private endOf({ createdAt, fate, stopAsked }: SimulatedTask): { at: number; exitCode?: number; stopped: boolean; started: boolean } {
    const startsAt = fate.starts === undefined ? Infinity : createdAt + fate.starts;
    const natural = fate.starts === undefined ? createdAt + 80_000 : startsAt + fate.lasts;
    if (stopAsked !== undefined && stopAsked < natural) {
      const started = stopAsked >= startsAt;
      return { at: stopAsked + 20_000, exitCode: started ? fate.exitWhenStopped : undefined, stopped: true, started };
    }
    return { at: natural, exitCode: fate.starts === undefined ? undefined : fate.exitCode, stopped: false, started: fate.starts !== undefined };
  }

  private phaseOf(task: SimulatedTask, at: number): 'active' | 'stopping' | 'ended' {
    if (at >= this.endOf(task).at) { return 'ended'; }
    return task.stopAsked !== undefined && at >= task.stopAsked ? 'stopping' : 'active';
  }

  private describe(task: SimulatedTask): object {
    const phase = this.phaseOf(task, this.seen);
    const end = this.endOf(task);
    const over = phase === 'ended';
    const startsAt = task.createdAt + (task.fate.starts ?? Infinity);
    return {
      taskArn: task.arn,
      taskDefinitionArn: task.definition,
      startedBy: task.startedBy,
      createdAt: new Date(task.createdAt),
      startedAt: this.seen >= startsAt && startsAt < end.at ? new Date(startsAt) : undefined,
      lastStatus: over ? 'STOPPED' : this.seen >= startsAt ? 'RUNNING' : 'PENDING',
      desiredStatus: phase === 'active' ? 'RUNNING' : 'STOPPED',
      stopCode: !over ? undefined : end.stopped ? 'UserInitiated' : end.started ? 'EssentialContainerExited' : 'TaskFailedToStart',
      stoppedReason: !over ? undefined : end.started ? 'Essential container in task exited' : 'CannotPullContainerError: no such image',
      containers: [
        { name: 'migrate', exitCode: over ? end.exitCode : undefined },
        ...task.fate.beside ? [{ name: 'proxy', ...over ? task.fate.beside : {} }] : [],
      ],
    };
  }

  private operations(): Record<string, (input: never) => object> {
    return {
      describeStacks: () => {
        if (!this.mayAskStack) { throw failure('AccessDeniedException'); }
        return { Stacks: [{ StackStatus: this.stackStatus, LastUpdatedTime: new Date(this.stackUpdatedAt) }] };
      },
      listTasks: ({ desiredStatus, family }: { desiredStatus: string; family: string }) => {
        expect(family).toBe(FAMILY);
        const listed = this.tasks.filter(task => this.isListed(task) && (this.phaseOf(task, this.seen) === 'active' ? 'RUNNING' : 'STOPPED') === desiredStatus);
        return { taskArns: listed.map(({ arn }) => arn) };
      },
      describeTasks: ({ tasks }: { tasks: string[] }) => ({
        tasks: this.tasks.filter(task => tasks.includes(task.arn) && this.isListed(task)).map(task => this.describe(task)),
      }),
      runTask: (input: RunTaskInput) => {
        const refusal = this.refusing?.();
        if (refusal) { throw refusal; }
        expect(input.clientToken).toMatch(/^[\x21-\x7e]{1,64}$/);
        expect(input.startedBy).toMatch(/^[A-Za-z0-9/_-]{1,128}$/);
        const { clientToken, ...asked } = input;
        const known = this.tokens.get(clientToken);
        if (known) {
          if (known.asked !== JSON.stringify(asked)) { throw failure('ConflictException'); }
          return { tasks: [{ taskArn: known.task.arn }] };
        }
        if (this.inactive.has(input.taskDefinition)) { throw failure('ClientException', 'TaskDefinition is inactive'); }
        const task = this.start(input.taskDefinition, input.startedBy, input.overrides?.containerOverrides[0].command);
        this.tokens.set(clientToken, { asked: JSON.stringify(asked), task });
        return { tasks: [{ taskArn: task.arn }] };
      },
      stopTask: ({ task: id }: { task: string }) => {
        const task = this.tasks.find(({ arn }) => arn.endsWith(`/${id}`));
        if (!task) { throw failure('InvalidParameterException', 'The referenced task was not found.'); }
        task.stopAsked ??= this.now;
        return {};
      },
      tagResource: ({ resourceArn, tags }: { resourceArn: string; tags: { key: string; value: string }[] }) => {
        const written = this.tags.get(resourceArn) ?? [];
        const given = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
        this.tags.set(resourceArn, [...written, { at: this.now, tags: { ...written.at(-1)?.tags, ...given } }]);
        return {};
      },
      listTagsForResource: ({ resourceArn }: { resourceArn: string }) => ({
        tags: Object.entries(this.tagsOf(resourceArn)).map(([key, value]) => ({ key, value })),
      }),
      getLogEvents: ({ logStreamName }: { logStreamName: string }) => ({
        events: (this.logs[logStreamName.split('/').pop()!] ?? []).map(message => ({ message })),
      }),
    };
  }

  /** Each call takes a moment, so that two handlers at the same time get into each other's way. */
  private offered(operations: Record<string, (input: never) => object>): ReleaseAws {
    const call = (name: string, operation: (input: never) => object) => (input: never) => again(async () => {
      for (let moments = Math.floor(this.random() * 4); moments > 0; moments--) { await undefined; }
      this.calls.push(name);
      if (this.killed ||= this.random() < this.weather.deaths) { throw new Killed(); }
      if (this.random() < this.weather.throttled) { throw failure('ThrottlingException'); }
      const answer = operation(input);
      if (this.killed ||= this.random() < this.weather.deaths) { throw new Killed(); }
      if (this.random() < this.weather.lost) { throw failure('TimeoutError'); }
      return answer;
    }, 0);
    return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, call(name, operation)])) as unknown as ReleaseAws;
  }
}
