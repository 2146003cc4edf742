import { CustomResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CapacityKeeper } from './keeper';
import { StrategyItem } from '../../../functions';
import { Capacity, CapacityPoolSpec } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { defaultOfCluster } from '../strategy';

/**
 * Makes capacity providers of Auto Scaling groups known to the cluster, besides those of Fargate, which it knows by itself.
 *
 * One by one, and not with the association that CloudFormation has: that one is the whole list, so it goes with the last group and
 * takes Fargate along, and loses a provider before the services that still use it have moved.
 */
export class CapacityLinks {
  private last?: CustomResource;

  constructor(private readonly ground: EcsGround) {}

  /** Adds a provider, and gives what has to be there before it can be used. */
  public add(scope: Construct, provider: string, pool: CapacityPoolSpec): CustomResource {
    const { capacity, cluster } = this.ground;
    // The default strategy of a cluster that was given is not the platform's to change.
    const isOurs = cluster.node.scope === this.ground;
    const choice = capacity.find(one => one._toSpec().pool === pool);
    const link = CapacityKeeper.of(this.ground).link(scope, this.ground, {
      provider,
      ...isOurs && choice && { share: shareOf(choice) },
      ...isOurs && { otherwise: defaultOfCluster(capacity).map(itemOf) },
    });
    if (this.last) {
      // ECS takes up one change of the list at a time.
      link.node.addDependency(this.last);
    }
    this.last = link;
    return link;
  }
}

function shareOf(choice: Capacity): Omit<StrategyItem, 'capacityProvider'> {
  const { base, weight } = choice._toSpec();
  return { base: `${base}`, weight: `${weight}` };
}

function itemOf(choice: Capacity): StrategyItem {
  return { capacityProvider: choice._toSpec().pool.kind === 'fargateSpot' ? 'FARGATE_SPOT' : 'FARGATE', ...shareOf(choice) };
}
