import { Construct, IDependable } from 'constructs';
import { Ec2Capacity } from './ec2/ec2-capacity';
import { CapacityLinks } from './ec2/links';
import { ExternalCapacity } from './external/capacity';
import { ManagedInstancesCapacity } from './managed-instances/capacity';
import { CapacityPool, FARGATE_POOLS } from './pool';
import { checkReach } from './reach';
import { nameOf } from './strategy';
import { finding, refuse } from '../../findings';
import { reach } from '../../network';
import { asTold } from '../../private/as-told';
import { assertNever } from '../../private/assert-never';
import { Capacity, CapacityPoolSpec, ExistingPoolSpec } from '../../vocabulary';
import { EcsGround } from '../ground';

/** The capacity of one platform: each kind is made when the first one names it, and only once. */
export class CapacityPools {
  private readonly pools = new Map<CapacityPoolSpec, CapacityPool>();

  private readonly told = new Map<string, IDependable>();

  private readonly links: CapacityLinks;

  constructor(private readonly ground: EcsGround) {
    this.links = new CapacityLinks(ground);
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
    const isOurs = spec.kind === 'ec2' || spec.kind === 'managedInstances';
    if (isOurs) {
      reach(this.ground.network, ['agents', ...spec.kind === 'ec2' && spec.options.sessionManager ? ['sessionManager' as const] : []]);
    }
    const taken = spec.kind !== 'existing' && this.ground.node.tryFindChild(`Capacity-${name}`);
    refuse(this.ground, [
      ...taken ? [finding('CapacityNameTaken', 'name', { name })] : [],
      ...isOurs ? checkReach(this.ground.network, name) : [],
    ]);
    return this.make(spec);
  }

  private make(spec: CapacityPoolSpec): CapacityPool {
    switch (spec.kind) {
      case 'fargate':
      case 'fargateSpot': return FARGATE_POOLS[spec.kind];
      case 'ec2': return this.makeEc2(spec);
      case 'managedInstances': return ManagedInstancesCapacity._make(this.ground, spec.options)._pool;
      case 'external': return ExternalCapacity._make(this.ground, spec.options)._pool;
      case 'existing': return this.existing(spec);
      default: return assertNever(spec);
    }
  }

  private makeEc2(spec: Ec2PoolSpec): CapacityPool {
    const made = Ec2Capacity._make(this.ground, spec.options);
    const providerName = made.capacityProvider.capacityProviderName;
    return { providerName, ready: [this.links.add(made, providerName, spec)], hostSecurityGroup: made.securityGroup, ec2: made };
  }

  /** A provider of an Auto Scaling group belongs to a cluster only when the cluster is told; one of Managed Instances always does. */
  private existing(spec: ExistingPoolSpec): CapacityPool {
    const { launchType, providerName, securityGroup } = spec;
    const isOurs = this.ground.cluster.node.scope === this.ground;
    return { providerName, ready: isOurs && launchType === 'ec2' ? [this.tell(spec)] : [], hostSecurityGroup: securityGroup };
  }

  /** A provider that exists may be named by several, with shares of their own, and is told of once. */
  private tell(spec: ExistingPoolSpec): IDependable {
    const { providerName } = spec;
    const id = asTold(this.ground, providerName).replace(/[^A-Za-z0-9_-]/g, '');
    const told = this.told.get(providerName) ?? this.links.add(new Construct(this.ground, `Capacity-${id}`), providerName, spec);
    this.told.set(providerName, told);
    return told;
  }
}

type Ec2PoolSpec = Extract<CapacityPoolSpec, { kind: 'ec2' }>;
