import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeInfrastructureRole } from './infrastructure-role';
import { makeInstanceRole } from './instance-role';
import { ManagedInstancesCapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { CapacityPool } from '../pool';

/**
 * What Managed Instances have become: the capacity provider, its roles and the security group of the instances.
 */
export class ManagedInstancesCapacity extends Construct implements ec2.IConnectable {
  /** @internal */
  public static _make(ground: EcsGround, options: ManagedInstancesCapacityOptions): ManagedInstancesCapacity {
    return new ManagedInstancesCapacity(ground, options);
  }

  /** The capacity provider. It belongs to the cluster from its first moment on, without an association. */
  public readonly capacityProvider: ecs.ManagedInstancesCapacityProvider;

  /** What ECS launches the instances with. */
  public readonly infrastructureRole: iam.IRole;

  /** What the agent on the instances may do. */
  public readonly instanceRole: iam.Role;

  /** The instance profile around the role. */
  public readonly instanceProfile: iam.InstanceProfile;

  /** The instances' own security group: everything may leave, nothing enters. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** The network side of the instances. Tasks in the network mode `awsvpc` have a side of their own. */
  public readonly connections: ec2.Connections;

  /** @internal */
  public readonly _pool: CapacityPool;

  private constructor(ground: EcsGround, { name }: ManagedInstancesCapacityOptions) {
    super(ground, `Capacity-${name}`);
    const { cluster, network } = ground;
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: `Managed Instances of ${name}`,
      allowAllOutbound: true,
      allowAllIpv6Outbound: true,
      disableInlineRules: false,
    });
    const { subnets } = network.vpc.selectSubnets(network.workloadSubnets);
    this.instanceRole = makeInstanceRole(this, name, cluster);
    this.instanceProfile = new iam.InstanceProfile(this, 'InstanceProfile', { role: this.instanceRole });
    this.infrastructureRole = makeInfrastructureRole(this, {
      name, instanceRole: this.instanceRole, subnets, securityGroups: [this.securityGroup], spot: false,
    });
    this.capacityProvider = new ecs.ManagedInstancesCapacityProvider(this, 'Provider', {
      infrastructureRole: this.infrastructureRole,
      ec2InstanceProfile: this.instanceProfile,
      subnets,
      securityGroups: [this.securityGroup],
      propagateTags: ecs.PropagateManagedInstancesTags.CAPACITY_PROVIDER,
    });
    this.capacityProvider.bind(cluster);
    this.connections = new ec2.Connections({ securityGroups: [this.securityGroup] });
    this._pool = { providerName: this.capacityProvider.capacityProviderName, ready: [this.capacityProvider], hostSecurityGroup: this.securityGroup };
  }
}
