import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Options of machines of your own, outside of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export interface ExternalCapacityOptions {
  /** Name of these machines within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;

  /**
   * How many machines may be registered with one activation: 1 to 1,000.
   * @default 10
   */
  readonly registrationLimit?: number;

  /**
   * Let Systems Manager look after the machines, too: inventory, patches, commands and packages. ECS needs none of that.
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/managed-instances.html
   * @default false
   */
  readonly systemsManager?: boolean;

  /**
   * Role that the machines are registered with.
   * @default - one that may be managed by Systems Manager and be part of this cluster, and nothing else
   */
  readonly activationRole?: iam.IRole;
}
