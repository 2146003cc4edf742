import { CapacityAssociation } from './ec2/association';
import { Ec2Capacity } from './ec2/ec2-capacity';
import { ExternalCapacity } from './external/capacity';
import { ManagedInstancesCapacity } from './managed-instances/capacity';
import { CapacityPool, FARGATE_POOLS } from './pool';
import { nameOf } from './strategy';
import { finding, refuse } from '../../findings';
import { assertNever } from '../../private/assert-never';
import { Capacity, CapacityPoolSpec, Ec2CapacityOptions, ExistingPoolSpec } from '../../vocabulary';
import { EcsGround } from '../ground';

/** The capacity of one platform: each kind is made when the first one names it, and only once. */
export class CapacityPools {
  private readonly pools = new Map<CapacityPoolSpec, CapacityPool>();

  private readonly association: CapacityAssociation;

  constructor(private readonly ground: EcsGround) {
    this.association = new CapacityAssociation(ground);
  }

  /** What there is for a choice; it is made if nobody has asked for it before. */
  public of(choice: Capacity): CapacityPool {
    return this.ofPool(choice._toSpec().pool);
  }

  /** The same, for one that knows the pool. */
  public ofPool(spec: CapacityPoolSpec): CapacityPool {
    const pool = this.pools.get(spec) ?? this.makeNamed(spec);
    this.pools.set(spec, pool);
    return pool;
  }

  private makeNamed(spec: CapacityPoolSpec): CapacityPool {
    const name = nameOf(spec);
    refuse(this.ground, this.ground.node.tryFindChild(`Capacity-${name}`) ? [finding('CapacityNameTaken', 'name', { name })] : []);
    return this.make(spec);
  }

  private make(spec: CapacityPoolSpec): CapacityPool {
    switch (spec.kind) {
      case 'fargate':
      case 'fargateSpot': return FARGATE_POOLS[spec.kind];
      case 'ec2': return this.makeEc2(spec.options);
      case 'managedInstances': return ManagedInstancesCapacity._make(this.ground, spec.options)._pool;
      case 'external': return ExternalCapacity._make(this.ground, spec.options)._pool;
      case 'existing': return this.existing(spec);
      default: return assertNever(spec);
    }
  }

  private makeEc2(options: Ec2CapacityOptions): CapacityPool {
    const made = Ec2Capacity._make(this.ground, options);
    const providerName = made.capacityProvider.capacityProviderName;
    return { providerName, ready: [this.association.add(providerName)], hostSecurityGroup: made.securityGroup, ec2: made };
  }

  /** A provider of an Auto Scaling group belongs to a cluster only when the cluster is told; one of Managed Instances always does. */
  private existing({ launchType, providerName, securityGroup }: ExistingPoolSpec): CapacityPool {
    const isOurs = this.ground.cluster.node.scope === this.ground;
    const ready = isOurs && launchType === 'ec2' ? [this.association.add(providerName)] : [];
    return { providerName, ready, hostSecurityGroup: securityGroup };
  }
}
