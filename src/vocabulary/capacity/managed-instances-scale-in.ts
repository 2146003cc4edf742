import { Duration } from 'aws-cdk-lib/core';

/**
 * When Managed Instances with little or nothing to do are taken away.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-capacityprovider-infrastructureoptimization.html
 */
export class ManagedInstancesScaleIn {
  /**
   * Some time after the last of their tasks has gone. A longer one lets new tasks start faster, a shorter one costs less.
   *
   * @param delay up to an hour, in whole seconds
   */
  public static after(delay: Duration): ManagedInstancesScaleIn {
    return new ManagedInstancesScaleIn(delay);
  }

  /** Never: they stay until they are replaced because of their age, and so does what they cost. */
  public static never(): ManagedInstancesScaleIn {
    return new ManagedInstancesScaleIn();
  }

  private constructor(private readonly delay?: Duration) {}

  /**
   * Seconds to wait, or undefined if they stay.
   *
   * @internal
   */
  public _delay(): Duration | undefined {
    return this.delay;
  }
}
