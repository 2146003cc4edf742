import * as ecs from 'aws-cdk-lib/aws-ecs';
import { IDependable } from 'constructs';
import { EcsGround } from '../../ground';

/** Makes capacity providers known to the cluster, besides those of Fargate. */
export class CapacityAssociation {
  private readonly providers = ['FARGATE', 'FARGATE_SPOT'];
  private resource?: ecs.CfnClusterCapacityProviderAssociations;

  constructor(private readonly ground: EcsGround) {}

  /** Adds a provider, and says what has to be there before it can be used. */
  public add(providerName: string): IDependable {
    this.resource ??= new ecs.CfnClusterCapacityProviderAssociations(this.ground, 'CapacityProviders', {
      cluster: this.ground.cluster.clusterName,
      defaultCapacityProviderStrategy: [],
    });
    this.providers.push(providerName);
    this.resource.capacityProviders = [...this.providers];
    return this.resource;
  }
}
