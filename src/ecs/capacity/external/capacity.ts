import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { activationCommand, linuxCommand, linuxGpuCommand, Registration, windowsCommand } from './commands';
import { makeActivationRole } from './role';
import { ExternalCapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { CapacityPool } from '../pool';

const REGISTRATION_LIMIT = 10;

/**
 * What machines outside of AWS need here: a role to be registered with, and the commands that register them, which are
 * outputs of the stack, too. An activation is made by hand, because its code is a secret that is shown once.
 *
 * @example
 * const warehouse = Capacity.external({ name: 'warehouse' });
 * const platform = new EcsPlatform(this, 'Platform', {});
 *
 * platform.externalCapacity(warehouse).activationRole;
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere-registration.html
 */
export class ExternalCapacity extends Construct {
  /** @internal */
  public static _make(ground: EcsGround, options: ExternalCapacityOptions): ExternalCapacity {
    return new ExternalCapacity(ground, options);
  }

  /** What the agents on the machines may do. */
  public readonly activationRole: iam.IRole;

  /**
   * The first command, for an administrator: it answers with the id and the code of an activation, which go into the places
   * `<ACTIVATION_ID>` and `<ACTIVATION_CODE>` of the others and are good for a day.
   */
  public readonly activationCommand: string;

  /** What to run on a machine with Linux. It installs Docker, if it can, and the agents of Systems Manager and ECS. */
  public readonly linuxCommand: string;

  /** What to run on a machine with Linux and NVIDIA GPUs, after their driver has been installed. */
  public readonly linuxGpuCommand: string;

  /** What to run in an elevated PowerShell on a machine with Windows Server. */
  public readonly windowsCommand: string;

  /** @internal */
  public readonly _pool: CapacityPool = { ready: [], external: this };

  private constructor(ground: EcsGround, options: ExternalCapacityOptions) {
    super(ground, `Capacity-${options.name}`);
    this.activationRole = options.activationRole ?? makeActivationRole(this, options, ground.cluster);
    const registration: Registration = {
      clusterName: ground.cluster.clusterName,
      region: Stack.of(this).region,
      roleName: this.activationRole.roleName,
      limit: options.registrationLimit ?? REGISTRATION_LIMIT,
      machines: options.name,
    };
    this.activationCommand = this.output('Activation', 'Makes an activation', activationCommand(registration));
    this.linuxCommand = this.output('Linux', 'Registers a machine with Linux', linuxCommand(registration));
    this.linuxGpuCommand = this.output('LinuxGpu', 'Registers a machine with Linux and NVIDIA GPUs', linuxGpuCommand(registration));
    this.windowsCommand = this.output('Windows', 'Registers a machine with Windows Server', windowsCommand(registration));
  }

  private output(id: string, description: string, value: string): string {
    new CfnOutput(this, id, { description, value });
    return value;
  }
}
