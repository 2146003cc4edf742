import { CapacityPool, FARGATE_POOLS } from './pool';
import { assertNever } from '../../private/assert-never';
import { Capacity, CapacityPoolSpec } from '../../vocabulary';
import { EcsGround } from '../ground';

/** The capacity of one platform: each kind is made when the first one names it, and only once. */
export class CapacityPools {
  private readonly pools = new Map<CapacityPoolSpec, CapacityPool>();

  constructor(private readonly ground: EcsGround) {}

  /** What there is for a choice; it is made if nobody has asked for it before. */
  public of(choice: Capacity): CapacityPool {
    return this.ofPool(choice._toSpec().pool);
  }

  /** The same, for one that knows the pool. */
  public ofPool(spec: CapacityPoolSpec): CapacityPool {
    const pool = this.pools.get(spec) ?? this.make(spec);
    this.pools.set(spec, pool);
    return pool;
  }

  private make(spec: CapacityPoolSpec): CapacityPool {
    switch (spec.kind) {
      case 'fargate':
      case 'fargateSpot': return FARGATE_POOLS[spec.kind];
      case 'ec2':
      case 'managedInstances':
      case 'external': throw new Error(`${this.ground.node.path}: ${spec.kind} comes next`);
      default: return assertNever(spec);
    }
  }
}
