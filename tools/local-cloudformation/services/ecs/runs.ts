/** Tasks that somebody starts and that end: what becomes of them, and for how long ECS remembers it. */
import { lastPart } from './providers';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account, Live } from '../../resources/account';

/** What a run does. */
export interface RunOutcome {
  /** Of the main container, the first one. @default 0 */
  readonly exitCode?: number;
  /** For how long it works. @default 20 */
  readonly seconds?: number;
  /** What it writes to its log. */
  readonly lines?: readonly string[];
}

/** What somebody who decides about a run is told of it. */
export interface RunAsked {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly taskDefinition: string;
}

/** A task from its start to its end. */
export interface Run {
  readonly arn: string;
  readonly cluster: string;
  readonly family: string;
  readonly taskDefinition: string;
  readonly startedBy?: string;
  readonly createdAt: Date;
  readonly asked: RunAsked;
  readonly containers: readonly string[];
  readonly logStream?: { readonly group: string; readonly name: string };
  readonly outcome: RunOutcome;
  startedAt?: Date;
  stoppedAt?: Date;
  stopCode?: string;
  stoppedReason?: string;
  exitCode?: number;
  stopping?: string;
}

/** A small image is pulled in this time, and one that cannot be is given up. */
const START_SECONDS = 25;
const GIVE_UP_SECONDS = 60;
const STOP_SECONDS = 10;

/** What a sidecar says that was stopped with the task and did not end by itself. */
const KILLED = 137;

/** For how long a stopped task can still be seen. */
const REMEMBERED_MS = 3_600_000;

const DEFINITION = 'AWS::ECS::TaskDefinition';

export class Runs {
  /** All that there ever were, for tests to look at. */
  public readonly all: Run[] = [];
  /** Tags of task definitions that no template says, by ARN. */
  public readonly tags = new Map<string, Record<string, string>>();
  private readonly tokens = new Map<string, { readonly asked: string; readonly run: Run }>();

  constructor(private readonly account: Account) {}

  /** As RunTask does it: the same token gives the same task. */
  public start(input: JsonObject): Run {
    const { clientToken, ...asked } = input;
    const cluster = lastPart(input.cluster ?? 'default');
    const key = `${cluster}/${String(clientToken)}`;
    const known = clientToken === undefined ? undefined : this.tokens.get(key);
    if (known) {
      if (known.asked !== JSON.stringify(asked)) { throw new ServiceError('ConflictException', 'The provided clientToken is already in use with a different RunTask request.'); }
      return known.run;
    }
    const run = this.make(input, cluster);
    this.all.push(run);
    this.tokens.set(key, { asked: JSON.stringify(asked), run });
    this.account.agenda.spawn(() => this.live(run));
    return run;
  }

  /** Those that ECS still tells of. */
  public known(cluster: string): Run[] {
    const { now } = this.account.agenda;
    const lag = (this.account.faults.listLagSeconds ?? 0) * 1000;
    return this.all.filter(run => run.cluster === cluster && now - run.createdAt.getTime() >= lag
      && (run.stoppedAt === undefined || now - run.stoppedAt.getTime() < REMEMBERED_MS));
  }

  public stop(arn: string, reason: string): Run {
    const run = this.all.find(candidate => lastPart(candidate.arn) === lastPart(arn));
    if (!run) { throw new ServiceError('InvalidParameterException', 'The referenced task was not found.'); }
    if (!run.stoppedAt && run.stopping === undefined) {
      run.stopping = reason;
      this.account.agenda.in(STOP_SECONDS, () => this.end(run, { stopCode: 'UserInitiated', stoppedReason: reason, exitCode: run.startedAt ? 143 : undefined }));
    }
    return run;
  }

  /** Whether anything runs that uses a resource: a security group, for example, cannot go before. */
  public get working(): Run[] {
    return this.all.filter(({ stoppedAt }) => !stoppedAt);
  }

  /** The last lines of a log stream. */
  public linesOf(group: string, name: string): readonly string[] {
    const written = this.all.filter(({ logStream, startedAt }) => startedAt && logStream?.group === group && logStream.name === name);
    return written.flatMap(({ outcome }) => outcome.lines ?? []);
  }

  private make(input: JsonObject, cluster: string): Run {
    const { agenda, faults, partition, region, id, random } = this.account;
    const definition = this.definition(String(input.taskDefinition));
    const containers = (definition.properties.ContainerDefinitions as JsonObject[]);
    const [main] = containers;
    const overrides = isObject(input.overrides) ? (input.overrides.containerOverrides as JsonObject[]) : [];
    const command = overrides.find(({ name }) => name === main.Name)?.command ?? main.Command ?? [];
    const asked: RunAsked = {
      image: String(main.Image),
      command: (command as unknown[]).map(String),
      environment: Object.fromEntries((main.Environment as JsonObject[] | undefined ?? []).map(({ Name, Value }) => [String(Name), String(Value)])),
      taskDefinition: definition.physicalId,
    };
    const [family] = lastPart(definition.physicalId).split(':');
    const arn = `arn:${partition}:ecs:${region}:${id}:task/${cluster}/${random(32).toLowerCase()}`;
    const options = isObject(main.LogConfiguration) && main.LogConfiguration.LogDriver === 'awslogs' ? main.LogConfiguration.Options as JsonObject : undefined;
    return {
      arn,
      cluster,
      family,
      taskDefinition: definition.physicalId,
      startedBy: input.startedBy === undefined ? undefined : String(input.startedBy),
      createdAt: new Date(agenda.now),
      asked,
      containers: containers.map(({ Name }) => String(Name)),
      logStream: options && {
        group: String(options['awslogs-group']), name: `${String(options['awslogs-stream-prefix'])}/${String(main.Name)}/${lastPart(arn)}`,
      },
      outcome: faults.run?.(asked) ?? {},
    };
  }

  private async live(run: Run): Promise<void> {
    const { agenda, faults } = this.account;
    if (faults.image?.(run.asked.image) === 'never ready') {
      await agenda.sleep(GIVE_UP_SECONDS);
      return this.end(run, { stopCode: 'TaskFailedToStart', stoppedReason: `CannotPullContainerError: pull image manifest has been retried 5 time(s): ${run.asked.image}: not found` });
    }
    await agenda.sleep(START_SECONDS);
    if (run.stoppedAt) { return; }
    run.startedAt = new Date(agenda.now);
    await agenda.sleep(run.outcome.seconds ?? 20);
    this.end(run, { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', exitCode: run.outcome.exitCode ?? 0 });
  }

  private end(run: Run, how: Pick<Run, 'stopCode' | 'stoppedReason' | 'exitCode'>): void {
    if (run.stoppedAt) { return; }
    Object.assign(run, how, { stoppedAt: new Date(this.account.agenda.now) });
    const detail = JSON.parse(JSON.stringify(describeRun(this.account, run))) as JsonObject;
    this.account.services.bus.emit({ source: 'aws.ecs', type: 'ECS Task State Change', resources: [run.arn], detail });
  }

  private definition(wanted: string): Live {
    const found = this.account.live(DEFINITION).filter(({ physicalId }) =>
      physicalId === wanted || lastPart(physicalId) === wanted || lastPart(physicalId).split(':')[0] === wanted).pop();
    if (!found) { throw new ServiceError('ClientException', 'TaskDefinition is inactive'); }
    return found;
  }
}

export function describeRun(account: Account, run: Run): object {
  const { cluster, stoppedAt } = run;
  return {
    taskArn: run.arn,
    clusterArn: `arn:${account.partition}:ecs:${account.region}:${account.id}:cluster/${cluster}`,
    taskDefinitionArn: run.taskDefinition,
    group: `family:${run.family}`,
    startedBy: run.startedBy,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    stoppedAt,
    stopCode: run.stopCode,
    stoppedReason: run.stoppedReason,
    lastStatus: stoppedAt ? 'STOPPED' : run.startedAt ? 'RUNNING' : 'PENDING',
    desiredStatus: stoppedAt || run.stopping !== undefined ? 'STOPPED' : 'RUNNING',
    containers: run.containers.map((name, index) => ({
      name, exitCode: index > 0 && run.exitCode !== undefined ? KILLED : run.exitCode, lastStatus: stoppedAt ? 'STOPPED' : 'RUNNING',
    })),
  };
}
