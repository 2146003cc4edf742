import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeInfrastructureRole } from './infrastructure-role';
import { makeInstanceRole } from './instance-role';
import { overrideProvider } from './overrides';
import { ManagedInstancesCapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { providerName } from '../ec2/provider';
import { CapacityPool } from '../pool';
import { waysOut } from '../ways-out';

/**
 * What Managed Instances have become: the capacity provider, its roles and the security group of the instances.
 *
 * @example
 * const big = Capacity.managedInstances({ name: 'big' });
 * const platform = new EcsPlatform(this, 'Platform', { capacity: [big] });
 *
 * platform.managedInstancesCapacity(big).securityGroup.addIngressRule(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.tcp(9100));
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

  /** The instance profile: what the agent on the instances may do. */
  public readonly instanceProfile: iam.IInstanceProfile;

  /** The instances' own security group: everything may leave, nothing enters. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** The network side of the instances. Tasks in the network mode `awsvpc` have a side of their own. */
  public readonly connections: ec2.Connections;

  /** @internal */
  public readonly _pool: CapacityPool;

  private constructor(ground: EcsGround, options: ManagedInstancesCapacityOptions) {
    super(ground, `Capacity-${options.name}`);
    const { network, cluster } = ground;
    const { subnets } = network.vpc.selectSubnets(options.subnets ?? network.workloadSubnets);
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: `Managed Instances of ${options.name}`,
      allowAllOutbound: true,
      allowAllIpv6Outbound: true,
      disableInlineRules: false,
    });
    const securityGroups = [this.securityGroup, ...options.securityGroups ?? []];
    this.connections = new ec2.Connections({ securityGroups });
    this.instanceProfile = options.instanceProfile ?? new iam.InstanceProfile(this, 'InstanceProfile', {
      role: makeInstanceRole(this, options.name, cluster),
    });
    this.infrastructureRole = options.infrastructureRole ?? makeInfrastructureRole(this, {
      ...options, subnets, securityGroups, instanceRole: this.instanceProfile.role!, purchase: options.purchase?._toSpec(),
    });
    this.capacityProvider = new ecs.ManagedInstancesCapacityProvider(this, 'Provider', {
      capacityProviderName: nameOfProvider(this, options),
      infrastructureRole: this.infrastructureRole,
      ec2InstanceProfile: this.instanceProfile,
      subnets,
      securityGroups,
      instanceRequirements: options.instanceRequirements,
      taskVolumeStorage: options.taskVolumeSize,
      monitoring: options.detailedMonitoring ? ecs.InstanceMonitoring.DETAILED : ecs.InstanceMonitoring.BASIC,
      propagateTags: options.propagateTags ?? true ? ecs.PropagateManagedInstancesTags.CAPACITY_PROVIDER : ecs.PropagateManagedInstancesTags.NONE,
    });
    overrideProvider(this.capacityProvider, options);
    this.capacityProvider.bind(cluster);
    this.capacityProvider.node.addDependency(...waysOut(network, subnets));
    this._pool = {
      providerName: this.capacityProvider.capacityProviderName,
      ready: [this.capacityProvider],
      hostSecurityGroup: this.securityGroup,
      managedInstances: this,
    };
  }
}

/** A name of ours, where there has to be one, says what replaces the provider when it changes: two cannot have the same name. */
function nameOfProvider(scope: Construct, { purchase, fips }: ManagedInstancesCapacityOptions): string | undefined {
  return providerName(scope)?.slice(0, 240).concat(`-${purchase?._toSpec().kind ?? 'onDemand'}`, fips ? '-fips' : '');
}
