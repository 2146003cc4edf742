import { CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { applyObject } from './manifest';
import { podsByToken } from './service-account-token';
import { acknowledge } from '../private/acknowledge';

/** Who the pods of a workload are. */
export interface PodIdentity {
  readonly role: iam.Role;
  readonly serviceAccountName: string;
  /** Pods that are admitted before these exist would run without credentials. */
  readonly dependables: readonly IDependable[];
}

export interface PodIdentityParts {
  readonly ground: EksGround;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Fargate has no Pod Identity. */
  readonly onFargate: boolean;
}

/**
 * The identity of the code in the containers. It starts with no permission at all.
 *
 * The CDK's own service accounts are not used: they install an agent that Auto Mode has built in, say IRSA as well, and
 * have no order between the association and the pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export function makePodIdentity(scope: Construct, parts: PodIdentityParts): PodIdentity {
  const { ground, name, namespace, labels, onFargate } = parts;
  const role = new iam.Role(scope, 'TaskRole', {
    description: `What the code of ${name} may do`,
    assumedBy: onFargate ? podsByToken(scope, ground, namespace, name) : podsOf(scope, parts),
  });
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  const account = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, labels, ...(onFargate && { annotations: { 'eks.amazonaws.com/role-arn': role.roleArn } }) },
    automountServiceAccountToken: false,
  });
  account.node.addDependency(ground._namespace(namespace));
  if (onFargate) {
    return { role, serviceAccountName: name, dependables: [account, role] };
  }
  const association = new CfnPodIdentityAssociation(scope, 'PodIdentity', {
    clusterName: ground.clusterName, namespace, serviceAccount: name, roleArn: role.roleArn,
  });
  association.node.addDependency(account);
  return { role, serviceAccountName: name, dependables: [account, association, role] };
}

/** Only pods of this workload on this cluster, by the tags that EKS puts on their sessions. */
export function podsOf(scope: Construct, { ground, namespace, name }: Pick<PodIdentityParts, 'ground' | 'namespace' | 'name'>): iam.IPrincipal {
  return new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com', {
    conditions: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-arn': Stack.of(scope).formatArn({ service: 'eks', resource: 'cluster', resourceName: ground.clusterName }),
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': name,
      },
    },
  }));
}
