import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/**
 * How instances are replaced when the way they start has changed.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
 */
export interface Ec2RefreshOptions {
  /**
   * Replace running instances at all. Otherwise only new ones are of the new kind.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Percentage of the instances that stay in service meanwhile, from 0 to 100.
   * @default 100
   */
  readonly minHealthyPercent?: number;

  /**
   * Percentage of instances that there may be meanwhile, from 100 to 200, and at most 100 above `minHealthyPercent`.
   * @default 110
   */
  readonly maxHealthyPercent?: number;

  /**
   * Time after which a new instance counts as ready. Whole seconds.
   * @default - `instanceWarmup` of the capacity
   */
  readonly warmup?: Duration;

  /**
   * Time to watch the alarms after the last instance, before the deployment goes on. Up to 48 hours, in whole seconds.
   * @default - none
   */
  readonly bakeTime?: Duration;

  /**
   * Alarms that stop the replacement, and with it the deployment. Up to 10.
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];
}
