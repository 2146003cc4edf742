import { Annotations, CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { QuotaName, QUOTAS } from './quotas';
import { isJob, WorkloadSpec } from '../../model';
import { known } from '../../model/rules/support/known';
import { CapacityPoolSpec } from '../../vocabulary';
import { planOf } from '../capacity/ec2/plan';

/** What a workload counts for. */
export interface Counted {
  readonly construct: IConstruct;
  readonly spec: WorkloadSpec;
  readonly pools: readonly CapacityPoolSpec[];
  readonly loadBalancers: readonly IConstruct[];
}

const RULE = 'AWS::Events::Rule';

/** Counts what a platform has, and warns once when it comes to be more than a quota. */
export class QuotaWatch {
  private readonly told = new Set<string>();
  private readonly pools = new Map<unknown, CapacityPoolSpec>();
  private readonly behind = new Map<IConstruct, number>();
  private readonly rules = new Map<Stack, number>();
  private services = 0;

  constructor(private readonly platform: IConstruct) {}

  public count({ construct, spec, pools, loadBalancers }: Counted): void {
    const copies = mostCopies(spec);
    this.services += isJob(spec) ? 0 : 1;
    this.warn('servicesPerCluster', this.platform, this.services);
    this.warn('tasksPerService', construct, copies);
    this.countCapacity(pools);
    for (const loadBalancer of loadBalancers) {
      this.warn('targetsPerLoadBalancer', this.platform, this.add(this.behind, loadBalancer, copies));
    }
    const rules = construct.node.findAll().filter(child => CfnResource.isCfnResource(child) && child.cfnResourceType === RULE).length;
    this.warn('rulesPerEventBus', this.platform, this.add(this.rules, Stack.of(construct), rules));
  }

  /** Capacity that the cluster knows, whether a workload names it or not. */
  public countCapacity(pools: readonly CapacityPoolSpec[]): void {
    // Of a provider that exists each workload may bring a value of its own.
    pools.forEach(pool => this.pools.set(pool.kind === 'existing' ? pool.providerName : pool, pool));
    const all = [...this.pools.values()];
    this.warn('capacityProvidersPerCluster', this.platform, all.filter(({ kind }) => kind !== 'external').length);
    this.warn('instancesPerCluster', this.platform, all.reduce((sum, pool) => sum + mostInstances(pool), 0));
  }

  private add<T>(counts: Map<T, number>, key: T, more: number): number {
    const sum = (counts.get(key) ?? 0) + more;
    counts.set(key, sum);
    return sum;
  }

  private warn(name: QuotaName, where: IConstruct, count: number): void {
    const { of, limit, adjustable, see } = QUOTAS[name];
    const id = `${name} ${where.node.path}`;
    if (count > limit && !this.told.has(id)) {
      this.told.add(id);
      const then = adjustable
        ? 'have it raised in Service Quotas before you deploy, and acknowledge this warning'
        : 'AWS does not raise it: spread the workloads over several platforms';
      Annotations.of(where).addWarningV2(`cdk-container-platform:quota-${name}`, `${count} ${of}, and the quota is ${limit}: ${then} (${see})`);
    }
  }
}

/** The most copies that there may be without a deployment. */
function mostCopies({ scaling }: WorkloadSpec): number {
  switch (scaling.kind) {
    case 'fixed':
      return known(scaling.count) ? scaling.count : 0;
    case 'range':
      return known(scaling.max) ? scaling.max : 0;
    default:
      return 0;
  }
}

function mostInstances(pool: CapacityPoolSpec): number {
  if (pool.kind !== 'ec2') {
    return 0;
  }
  const { max } = planOf(pool.options);
  return known(max) ? max : 0;
}
