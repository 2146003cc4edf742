import { CfnAccessEntry, CfnCluster, CfnFargateProfile, CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { keyOf } from './principal';
import { Finding, finding } from '../../findings';

/**
 * Principals that have an entry in the cluster already, because somebody else made one or because EKS makes one for nodes.
 * A second entry would fail the deployment.
 */
export function otherEntries(access: IConstruct, cluster: eks.ICluster, granted: ReadonlyMap<string, IConstruct>): Finding[] {
  const others = access.node.root.node.findAll().filter(construct => !construct.node.scopes.includes(access));
  return others.flatMap(other => {
    const taken = takenBy(other, cluster);
    const key = taken && keyOf(access, taken);
    return key && granted.has(key) ? [finding('AccessPrincipalIsTaken', 'grantee', { given: key, by: other.node.path })] : [];
  });
}

/** The principal that a resource takes for itself in this cluster. */
function takenBy(other: IConstruct, cluster: eks.ICluster): string | undefined {
  const same = (name: string) => told(other, name) === told(other, cluster.clusterName) || told(other, name) === told(other, physicalName(cluster));
  // By its type and not by its class: each of the two modules of the CDK has classes of its own.
  switch (CfnResource.isCfnResource(other) ? other.cfnResourceType : undefined) {
    case CfnAccessEntry.CFN_RESOURCE_TYPE_NAME: {
      const { clusterName, principalArn } = other as CfnAccessEntry;
      return same(clusterName) ? principalArn : undefined;
    }
    case CfnNodegroup.CFN_RESOURCE_TYPE_NAME: {
      const { clusterName, nodeRole } = other as CfnNodegroup;
      return same(clusterName) ? nodeRole : undefined;
    }
    case CfnFargateProfile.CFN_RESOURCE_TYPE_NAME: {
      const { clusterName, podExecutionRoleArn } = other as CfnFargateProfile;
      return same(clusterName) ? podExecutionRoleArn : undefined;
    }
    default:
      return undefined;
  }
}

function physicalName(cluster: eks.ICluster): string {
  const resource = cluster.node.defaultChild;
  return (CfnResource.isCfnResource(resource) && (resource as CfnCluster).name) || cluster.clusterName;
}

function told(scope: IConstruct, value: string): string {
  return JSON.stringify(Stack.of(scope).resolve(value));
}
