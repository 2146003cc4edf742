import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeInstanceRole } from './role';
import { Ec2CapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';

/**
 * EC2 instances of yours that tasks run on: every construct that was made for them, with its type.
 */
export class Ec2Capacity extends Construct {
  /** @internal */
  public static _make(scope: Construct, ground: EcsGround, options: Ec2CapacityOptions): Ec2Capacity {
    return new Ec2Capacity(scope, ground, options);
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

  private constructor(scope: Construct, ground: EcsGround, options: Ec2CapacityOptions) {
    super(scope, `Capacity-${options.name}`);
    const { network, cluster } = ground;
    this.role = makeInstanceRole(this, cluster, options.name);
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: `Instances of ${options.name}`,
      allowAllOutbound: true,
      allowAllIpv6Outbound: true,
      disableInlineRules: false,
    });
    const types = options.instanceTypes ?? [ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE)];
    const arm = types[0].architecture === ec2.InstanceArchitecture.ARM_64;
    const userData = ec2.UserData.forLinux();
    userData.addCommands(`echo ECS_CLUSTER=${cluster.clusterName} >> /etc/ecs/ecs.config`);
    this.launchTemplate = new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      role: this.role,
      securityGroup: this.securityGroup,
      instanceType: types[0],
      machineImage: ecs.EcsOptimizedImage.amazonLinux2023(arm ? ecs.AmiHardwareType.ARM : ecs.AmiHardwareType.STANDARD),
      userData,
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
    });
    this.autoScalingGroup = new autoscaling.AutoScalingGroup(this, 'Group', {
      vpc: network.vpc,
      vpcSubnets: network.workloadSubnets,
      launchTemplate: this.launchTemplate,
      minCapacity: options.minInstances ?? 0,
      maxCapacity: options.maxInstances ?? 10,
    });
    this.autoScalingGroup.node.addDependency(this.role);
    this.capacityProvider = new ecs.AsgCapacityProvider(this, 'Provider', {
      autoScalingGroup: this.autoScalingGroup,
      enableManagedScaling: true,
      enableManagedTerminationProtection: true,
      enableManagedDraining: true,
      targetCapacityPercent: 100,
    });
  }
}
