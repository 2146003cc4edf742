import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeActivationRole } from './role';
import { ExternalCapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { CapacityPool } from '../pool';

/**
 * What machines outside of AWS need here: a role to be registered with, and the commands that register them.
 */
export class ExternalCapacity extends Construct {
  /** @internal */
  public static _make(ground: EcsGround, options: ExternalCapacityOptions): ExternalCapacity {
    return new ExternalCapacity(ground, options);
  }

  /** What the agents on the machines may do. */
  public readonly activationRole: iam.Role;

  /** @internal */
  public readonly _pool: CapacityPool = { ready: [] };

  private constructor(ground: EcsGround, { name }: ExternalCapacityOptions) {
    super(ground, `Capacity-${name}`);
    this.activationRole = makeActivationRole(this, name, ground.cluster);
  }
}
