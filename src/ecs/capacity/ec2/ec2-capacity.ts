import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { letDisksUse } from './disk-key';
import { makeGroup } from './group';
import { CapacityKeeper } from './keeper';
import { makeLaunchTemplate } from './launch-template';
import { planOf } from './plan';
import { makeCapacityProvider } from './provider';
import { makeInstanceRole } from './role';
import { Ec2CapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';

/**
 * EC2 instances of yours that tasks run on: every construct that was made for them, with its type.
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const bastion: ec2.SecurityGroup;
 *
 * const general = Capacity.ec2({ name: 'general' });
 * platform.ec2Capacity(general).securityGroup.addIngressRule(bastion, ec2.Port.tcp(9100), 'node exporter');
 */
export class Ec2Capacity extends Construct {
  /** @internal */
  public static _make(ground: EcsGround, options: Ec2CapacityOptions): Ec2Capacity {
    return new Ec2Capacity(ground, options);
  }

  /** The group that starts and stops the instances. */
  public readonly autoScalingGroup: autoscaling.AutoScalingGroup;

  /** How instances start. */
  public readonly launchTemplate: ec2.LaunchTemplate;

  /** What makes the instances known to ECS, and their number follow the tasks. */
  public readonly capacityProvider: ecs.AsgCapacityProvider;

  /** The instances' own security group. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** What the instances themselves may do. Tasks have roles of their own. */
  public readonly role: iam.Role;

  private constructor(ground: EcsGround, options: Ec2CapacityOptions) {
    super(ground, `Capacity-${options.name}`);
    const plan = planOf(options);
    const encryptionKey = options.encryptionKey ?? ground.encryptionKey;
    if (encryptionKey) {
      letDisksUse(encryptionKey, this);
    }
    this.role = makeInstanceRole(this, ground.cluster, plan.name, options.sessionManager ?? false);
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: ground.network.vpc,
      description: `Instances of ${plan.name}`,
      allowAllOutbound: true,
      allowAllIpv6Outbound: true,
      disableInlineRules: false,
    });
    this.launchTemplate = makeLaunchTemplate(this, { ground, plan, options, role: this.role, securityGroup: this.securityGroup, encryptionKey });
    this.autoScalingGroup = makeGroup(this, ground, plan, options, this.launchTemplate);
    // The policies of the role are resources of their own: an instance that starts before them may do nothing.
    this.autoScalingGroup.node.addDependency(this.role);
    this.capacityProvider = makeCapacityProvider(this, plan, options.scaling, this.autoScalingGroup);
    const keeper = CapacityKeeper.of(ground).keep(this, ground, this.autoScalingGroup);
    // The provider goes before the instances, so that nobody protects or replaces them any more when they have to go.
    this.capacityProvider.node.addDependency(keeper);
    // So does what waits to be instances: Auto Scaling takes no pool away from a group that is being deleted.
    this.autoScalingGroup.node.tryFindChild('WarmPool')?.node.addDependency(keeper);
  }
}
