/** Deploys jobs to the local account, has their time come, and looks at what has run and who was told. */
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { ground, IRELAND, NGINX, RECOMMENDED } from './support';
import { Image, JobSchedule, OverlapPolicy } from '../../src/vocabulary';
import { ScheduledJob, ScheduledJobProps } from '../../src/workloads';
import { ServiceError } from '../../tools/local-cloudformation/engine/errors';
import { Faults } from '../../tools/local-cloudformation/services/faults';
import { World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(120_000);

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';

/** A job called Report in an account of its own. */
class Night {
  public static async begin(props: Partial<ScheduledJobProps>, faults: Faults = {}): Promise<Night> {
    const night = new Night(faults);
    expect(await night.deploy(props)).toBe('CREATE_COMPLETE');
    return night;
  }

  public readonly world: World;

  private constructor(faults: Faults) {
    this.world = new World({ faults, account: IRELAND.account, region: IRELAND.region });
  }

  public async deploy(props: Partial<ScheduledJobProps>): Promise<string> {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const platform = on.platform({ alarmTopic: sns.Topic.fromTopicArn(on.stack, 'Alarms', TOPIC) });
    new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.rate(Duration.minutes(10)), ...props });
    const { status, reason } = await this.world.deploy(this.world.templateOf(on.stack));
    return reason === undefined ? status : `${status}: ${reason}`;
  }

  /** Its time comes, and so many minutes pass. */
  public async tick(minutes = 10): Promise<void> {
    this.services.scheduler.fire('ReportSchedule');
    await this.world.aws.agenda.advance(minutes * 60);
  }

  public get services() {
    return this.world.aws.account.services;
  }

  /** How each run has ended, in their order. */
  public get runs(): string[] {
    return this.services.ecs.runs.all.map(({ stoppedAt, stopCode, exitCode }) => stoppedAt ? `${stopCode} ${exitCode ?? '-'}` : 'goes on');
  }

  public get told(): string[] {
    return this.services.bus.published.map(({ message }) => String(message));
  }

  /** How each execution of the state machine has ended. */
  public get executions(): string[] {
    const [{ physicalId }] = this.world.aws.account.live('AWS::StepFunctions::StateMachine');
    return this.services.stateMachines.of(physicalId).map(({ status, error }) => error ? `${status} ${error}` : status);
  }
}

/** Exit codes of one run after the other. */
const exits = (...codes: number[]): Faults => ({ run: () => ({ exitCode: codes.shift() ?? 0 }) });

const WELL = 'EssentialContainerExited 0';
const BADLY = 'EssentialContainerExited 1';

describe('started by Scheduler itself', () => {
  test('each time there is a run, and nobody hears of those that end well', async () => {
    const night = await Night.begin({});
    await night.tick();
    await night.tick();

    expect([night.runs, night.told]).toEqual([[WELL, WELL], []]);
  });

  test('a run that fails is told, with the reason', async () => {
    const night = await Night.begin({}, exits(1));
    await night.tick();

    expect(night.runs).toEqual([BADLY]);
    expect(night.told).toHaveLength(1);
    expect(night.told[0]).toMatch(/A run of report has failed: Essential container in task exited/);
  });

  test('a run whose image is not there is told', async () => {
    const night = await Night.begin({}, { image: () => 'never ready' });
    await night.tick();

    expect(night.told.join()).toMatch(/CannotPullContainerError/);
  });

  test('runs overlap', async () => {
    const night = await Night.begin({}, { run: () => ({ seconds: 3600 }) });
    await night.tick();
    await night.tick();

    expect(night.runs).toEqual(['goes on', 'goes on']);
  });

  test('what cannot be started is tried again, and then put aside', async () => {
    const night = await Night.begin({ startWithin: Duration.minutes(5) });
    night.services.call = () => Promise.reject(new ServiceError('ClusterNotFoundException', 'Cluster not found.'));
    await night.tick();

    expect(night.services.scheduler.dropped).toEqual([
      { schedule: expect.stringMatching(/^ReportSchedule/), queue: expect.stringMatching(/^arn:aws:sqs:/), reason: 'Cluster not found.', attempts: 6 },
    ]);
  });
});

test('the next run is of the new version, whoever starts it from then on', async () => {
  const night = await Night.begin({});
  await night.tick();
  expect(await night.deploy({ image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.30'), schedule: JobSchedule.cron('0 3 * * ? *') })).toBe('UPDATE_COMPLETE');
  await night.tick();
  expect(await night.deploy({ image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.31'), overlap: OverlapPolicy.SKIP })).toBe('UPDATE_COMPLETE');
  await night.tick();
  expect(await night.deploy({})).toBe('UPDATE_COMPLETE');
  await night.tick();

  expect(night.services.ecs.runs.all.map(({ asked }) => asked.image.split(':')[1])).toEqual(['1.29', '1.30', '1.31', '1.29']);
  expect(night.told).toEqual([]);
});

describe('looked after', () => {
  test('a run that fails is tried again, and the last attempt counts', async () => {
    const night = await Night.begin({ retries: 2 }, exits(1, 1, 0));
    await night.tick();

    expect([night.runs, night.executions]).toEqual([[BADLY, BADLY, WELL], ['SUCCEEDED']]);
  });

  test('one that never succeeds has failed after as many attempts as it may have', async () => {
    const night = await Night.begin({ retries: 2 }, exits(1, 1, 1, 0));
    await night.tick();

    expect([night.runs, night.executions]).toEqual([[BADLY, BADLY, BADLY], ['FAILED States.TaskFailed']]);
    expect(night.told).toHaveLength(3);
  });

  test('a run is left out while another one goes on, and not afterwards', async () => {
    const night = await Night.begin({ overlap: OverlapPolicy.SKIP }, { run: () => ({ seconds: 900 }) });
    await night.tick();
    await night.tick();
    await night.tick();

    expect(night.runs).toEqual([WELL, 'goes on']);
    expect(night.executions).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
  });

  test('nor while another one is between two attempts', async () => {
    const night = await Night.begin({ overlap: OverlapPolicy.SKIP, retries: 3 }, { run: () => ({ seconds: 60, exitCode: 1 }) });
    for (let tick = 0; tick < 30; tick++) {
      await night.tick(1 / 3);
      expect(night.runs.filter(run => run === 'goes on').length).toBeLessThan(2);
      expect(night.executions.filter(status => !status.startsWith('SUCCEEDED')).slice(0, -1).filter(status => status === 'RUNNING')).toEqual([]);
    }
    expect(night.executions[0]).toBe('FAILED States.TaskFailed');
    expect(night.runs.slice(0, 4)).toEqual(Array(4).fill(BADLY));
  });

  test('of runs that are started at once one begins', async () => {
    const night = await Night.begin({ overlap: OverlapPolicy.SKIP });
    night.services.scheduler.fire('ReportSchedule');
    night.services.scheduler.fire('ReportSchedule');
    await night.tick();

    expect([night.runs, night.executions]).toEqual([[WELL], ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']]);
  });

  test.each<[string, Partial<ScheduledJobProps>]>([
    ['once', { overlap: OverlapPolicy.SKIP }], ['with a timeout', { timeout: Duration.minutes(5) }], ['with retries', { retries: 2 }],
  ])('a run that ends well has succeeded %s, whatever code its sidecar was stopped with', async (_, props) => {
    const night = await Night.begin({ ...props, sidecars: [{ name: 'proxy', image: NGINX }] }, exits(0, 1));
    await night.tick();

    expect([night.runs, night.executions, night.told]).toEqual([[WELL], ['SUCCEEDED'], []]);
  });

  test('a run whose main container fails has failed beside a sidecar, too', async () => {
    const night = await Night.begin({ retries: 1, sidecars: [{ name: 'proxy', image: NGINX }] }, exits(1, 2));
    await night.tick();

    expect([night.runs, night.executions]).toEqual([[BADLY, 'EssentialContainerExited 2'], ['FAILED States.TaskFailed']]);
  });

  test('a run whose image is not there has failed', async () => {
    const night = await Night.begin({ retries: 1 }, { image: () => 'never ready' });
    await night.tick();

    expect([night.runs, night.executions]).toEqual([['TaskFailedToStart -', 'TaskFailedToStart -'], ['FAILED States.TaskFailed']]);
  });

  test('a run that takes too long is stopped, told, and has failed', async () => {
    const night = await Night.begin({ timeout: Duration.minutes(5) }, { run: () => ({ seconds: 86_400 }) });
    await night.tick();

    expect([night.runs, night.executions]).toEqual([['UserInitiated 143'], ['FAILED Job.TimedOut']]);
    expect(night.told).toHaveLength(1);
  });

  test('a run that ends in time has succeeded, whatever the clock says later', async () => {
    const night = await Night.begin({ timeout: Duration.minutes(5) });
    await night.tick();

    expect([night.runs, night.executions, night.told]).toEqual([[WELL], ['SUCCEEDED'], []]);
  });

  test('a run that takes too long is tried again', async () => {
    const lengths = [86_400, 20];
    const night = await Night.begin({ timeout: Duration.minutes(2), retries: 1 }, { run: () => ({ seconds: lengths.shift() }) });
    await night.tick();

    expect([night.runs, night.executions]).toEqual([['UserInitiated 143', WELL], ['SUCCEEDED']]);
  });

  test('all of it together', async () => {
    const night = await Night.begin({ timeout: Duration.minutes(15), retries: 1, overlap: OverlapPolicy.SKIP }, exits(1, 0));
    await night.tick();
    await night.tick();

    expect([night.runs, night.executions]).toEqual([[BADLY, WELL, WELL], ['SUCCEEDED', 'SUCCEEDED']]);
  });
});
