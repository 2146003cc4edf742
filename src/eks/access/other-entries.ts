import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
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
  if (other instanceof eks.CfnAccessEntry) {
    return same(other.clusterName) ? other.principalArn : undefined;
  }
  if (other instanceof eks.CfnNodegroup) {
    return same(other.clusterName) ? other.nodeRole : undefined;
  }
  if (other instanceof eks.CfnFargateProfile) {
    return same(other.clusterName) ? other.podExecutionRoleArn : undefined;
  }
  return undefined;
}

function physicalName(cluster: eks.ICluster): string {
  const resource = cluster.node.defaultChild;
  return (resource instanceof eks.CfnCluster && resource.name) || cluster.clusterName;
}

function told(scope: IConstruct, value: string): string {
  return JSON.stringify(Stack.of(scope).resolve(value));
}
