import * as logs from 'aws-cdk-lib/aws-logs';
import { Size } from 'aws-cdk-lib/core';
import { LoggingDraft } from '../model';
import { handleOf } from './handle-of';

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
