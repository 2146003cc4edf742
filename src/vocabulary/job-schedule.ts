import { Duration } from 'aws-cdk-lib/core';

/**
 * When the runs of a job begin.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export class JobSchedule {
  /**
   * At certain minutes of certain days.
   *
   * @param fields the six fields of EventBridge, minute to year, for example `0 3 * * ? *` for three o'clock in the night, with `?` for one
   * of day of the month and day of the week. Weekdays are `SUN` to `SAT`, or 1 to 7; `L`, `W`, `#` and years are for ECS only.
   */
  public static cron(fields: string): JobSchedule {
    return new JobSchedule(/^cron\(.*\)$/.test(fields) ? fields : `cron(${fields})`);
  }

  /**
   * At equal intervals.
   *
   * On ECS they are counted from the deployment; on EKS they lie on full hours and days, and only those are taken that divide them.
   *
   * @param interval whole minutes
   */
  public static rate(interval: Duration): JobSchedule {
    return new JobSchedule(`rate(${inLargestUnit(interval.toMinutes({ integral: false }))})`);
  }

  /**
   * Once. Not on EKS.
   *
   * @param moment date and time on the clock of the job's time zone, for example `2030-01-31T08:00:00`
   */
  public static at(moment: string): JobSchedule {
    return new JobSchedule(`at(${moment})`);
  }

  /** The expression, as EventBridge Scheduler takes it. */
  public readonly expression: string;

  private constructor(expression: string) {
    this.expression = expression;
  }
}

/** What a run does whose time comes while the one before it still goes on. */
export enum OverlapPolicy {
  /** It begins beside the other. */
  ALLOW = 'allow',

  /** It is left out. */
  SKIP = 'skip',
}

const UNITS = [['day', 1440], ['hour', 60], ['minute', 1]] as const;

function inLargestUnit(minutes: number): string {
  const [unit, length] = UNITS.find(([, each]) => minutes >= each && minutes % each === 0) ?? UNITS[2];
  const count = minutes / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
