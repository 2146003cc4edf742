import { Duration } from 'aws-cdk-lib/core';
import { AlarmKind as Kind, AlarmsDraft } from '../model';
import { compact } from '../private/compact';

/**
 * What a workload can alarm about.
 */
export class AlarmKind {
  /** Requests that the workload does not answer, because nothing gets through to it, or answers with a status of 500 or above. */
  public static readonly ERRORS = new AlarmKind('errors');

  /** Requests that take long. */
  public static readonly LATENCY = new AlarmKind('latency');

  /** Copies that fail the checks of their load balancer. */
  public static readonly UNHEALTHY = new AlarmKind('unhealthy');

  /** That there is no copy which passes them. */
  public static readonly NONE_HEALTHY = new AlarmKind('noneHealthy');

  /** CPU in use. */
  public static readonly CPU = new AlarmKind('cpu');

  /** Memory in use. */
  public static readonly MEMORY = new AlarmKind('memory');

  /** Copies that end unasked, again and again. */
  public static readonly RESTARTS = new AlarmKind('restarts');

  /** @internal */
  private constructor(public readonly _kind: Kind) {}
}

/**
 * When a workload alarms. Whatever a kind of alarm needs has to be there: requests and checks are those of a load balancer.
 */
export interface AlarmsOptions {
  /**
   * Alarm when more of the requests get no answer, or one with a status of 500 or above, in percent, in each of three minutes that
   * have 20 requests or more.
   * @default 5
   */
  readonly errorPercent?: number;

  /**
   * Alarm when one request in a hundred takes longer, in each of five minutes, in a target group that has 20 requests or more in it.
   * @default Duration.seconds(5)
   */
  readonly latency?: Duration;

  /**
   * Alarm when the copies together use this much of the CPU they have or more, in percent (above 0, at most 100), for a quarter
   * of an hour. On EKS it is refused: nothing limits the CPU of its pods, so there is nothing to take a share of.
   * @default - 90; no alarm for workers, which use all there is while there is work
   */
  readonly cpuPercent?: number;

  /**
   * Alarm when the copies together use this much of the memory they have or more, in percent (above 0, at most 100), for a
   * quarter of an hour. On EKS this needs Container Insights, and a rollout that does not shift traffic.
   * @default 90
   */
  readonly memoryPercent?: number;

  /**
   * Alarm when so many copies ended or failed to start within a quarter of an hour, though nobody had asked for it. On ECS this
   * needs the platform's `taskEvents`; on EKS, where it counts containers, the same as `memoryPercent`.
   * @default 3
   */
  readonly restarts?: number;

  /**
   * Kinds of alarms that are not made, whatever else is said about them.
   * @default - none is left out
   */
  readonly without?: AlarmKind[];

  /**
   * Tell the platform's `alarmTopic` as well when an alarm is over.
   * @default false
   */
  readonly tellWhenOver?: boolean;
}

/**
 * Which alarms are made from a workload's own metrics. They tell the platform's `alarmTopic`; those on requests and on copies that
 * are unwell also take a bad version back, see `RolloutAlarms`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 *
 * @example
 * declare const platform: EcsPlatform;
 *
 * new WebService(this, 'Api', {
 *   platform,
 *   image: Image.fromRegistry('ghcr.io/acme/api:2.4.1'),
 *   port: 8080,
 *   alarms: Alarms.standard({ latency: Duration.seconds(1), without: [AlarmKind.CPU] }),
 * });
 */
export class Alarms {
  /** No alarms. */
  public static none(): Alarms {
    return new Alarms(false);
  }

  /**
   * An alarm of each kind for which there is a metric. Throws when a value is out of range.
   *
   * @param options what differs from the usual
   */
  public static standard(options: AlarmsOptions = {}): Alarms {
    const { without, ...values } = options;
    return new Alarms({ kind: 'standard', ...compact(values), ...without && { without: without.map(({ _kind }) => _kind) } });
  }

  private constructor(private readonly draft: AlarmsDraft | false) {}

  /** @internal */
  public _toDraft(): AlarmsDraft | false {
    return this.draft;
  }
}
