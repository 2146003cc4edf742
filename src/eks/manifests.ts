import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { KubernetesObject } from './manifest';

/**
 * How the Kubernetes objects reach the cluster.
 */
export enum ManifestDelivery {
  /** CloudFormation applies them. */
  APPLY = 'apply',

  /** They are written to files next to the cloud assembly, for a GitOps tool to apply. CloudFormation makes everything else. */
  WRITE = 'write',

  /** CloudFormation applies them, and they are written to files for people to read. */
  APPLY_AND_WRITE = 'apply-and-write',
}

/** Everything a platform and its workloads have to say to Kubernetes. */
export class Manifests {
  private readonly entries: { readonly place: Construct; readonly object: KubernetesObject }[] = [];

  constructor(private readonly delivery: ManifestDelivery) {}

  public get applied(): boolean {
    return this.delivery !== ManifestDelivery.WRITE;
  }

  public remember(place: Construct, object: KubernetesObject): Construct {
    this.entries.push({ place, object });
    return place;
  }

  /** What was made at or under a construct, with what CloudFormation fills in as intrinsic functions. */
  public under(scope: Construct): KubernetesObject[] {
    return this.entries
      .filter(({ place }) => place.node.scopes.includes(scope))
      .map(({ place, object }) => Stack.of(place).resolve(object) as KubernetesObject);
  }
}
