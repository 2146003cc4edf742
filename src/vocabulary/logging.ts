import * as logs from 'aws-cdk-lib/aws-logs';
import { Size } from 'aws-cdk-lib/core';
import { LoggingDraft } from '../model';
import { handleOf } from './handle-of';
import { LogDestination } from './log-destination';
import { routerContainer, LogRouterOptions, routerVolumes } from './log-router';
import { SecretSource } from './secret-source';

/**
 * Options of logs in a CloudWatch log group.
 */
export interface LogGroupOptions {
  /**
   * An existing log group; its own retention applies.
   * @default - the workload gets a log group of its own
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the logs are kept. Without effect on an existing group, which has a retention of its own.
   * @default - as the platform's profile says: three months in production, one week in development
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Stall the container when its log cannot be written, instead of dropping lines.
   *
   * Right for audit trails; otherwise an outage of the log service becomes an outage of yours.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
   * @default false
   */
  readonly blocking?: boolean;

  /**
   * Lines that each container keeps in its memory while they cannot be written, in whole MiB from 1 on. Not used by a
   * blocking log.
   * @default Size.mebibytes(25)
   */
  readonly buffer?: Size;
}

/**
 * Options of a log driver.
 */
export interface LogDriverOptions {
  /**
   * Options, as the driver calls them, for example `tag`.
   * @default - the driver's own
   */
  readonly options?: { [name: string]: string };

  /**
   * Options whose values are kept elsewhere and read when the containers start, for example `splunk-token`.
   * @default - none
   */
  readonly secretOptions?: { [name: string]: SecretSource };
}

/**
 * Where the output of a workload's containers goes.
 */
export class Logging {
  /**
   * A CloudWatch log group: one of the workload's own, encrypted with the platform's key, unless one is given.
   *
   * @param options which group, how long, and what happens to lines that cannot be written
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
   */
  public static logGroup(options: LogGroupOptions = {}): Logging {
    return new Logging({
      kind: 'group',
      group: options.logGroup && handleOf(options.logGroup),
      retentionDays: options.retention,
      blocking: options.blocking,
      bufferMiB: options.buffer?.toMebibytes(),
    });
  }

  /**
   * Wherever a router sends it: a container of each copy with Fluent Bit, which is up before all others and the last to stop. ECS
   * calls that FireLens.
   *
   * For Linux containers on ECS; on EKS and on Windows it is refused. What the router says of itself goes to a log group.
   *
   * @param destination where the router sends the lines
   * @param options how it reads them, and what it gets
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
   */
  public static fireLens(destination: LogDestination, options: LogRouterOptions = {}): Logging {
    return new Logging({
      kind: 'routed',
      ...destination._toDraft(),
      bufferedLines: options.bufferedLines,
      taskMetadata: options.taskMetadata,
      container: routerContainer(options),
      volumes: routerVolumes(),
    });
  }

  /**
   * Whatever a log driver of the machine makes of it. Fargate has `splunk`; other machines of ECS have `fluentd`, `gelf`,
   * `journald`, `json-file`, `splunk` and `syslog`, if their agent was told so. On EKS it is refused.
   *
   * @param name of the driver
   * @param options its options, and those that are secret
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
   */
  public static driver(name: string, options: LogDriverOptions = {}): Logging {
    const secrets = Object.entries(options.secretOptions ?? {}).map(([option, source]) => [option, source._toSpec()]);
    return new Logging({ kind: 'driver', driver: name, options: options.options ?? {}, secretOptions: Object.fromEntries(secrets) });
  }

  /**
   * Nowhere. The output is lost; choose it only when the application ships its own logs.
   */
  public static none(): Logging {
    return new Logging({ kind: 'none' });
  }

  private constructor(private readonly draft: LoggingDraft) {}

  /** @internal */
  public _toDraft(): LoggingDraft {
    return this.draft;
  }
}
