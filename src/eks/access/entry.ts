import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AccessGrantee } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { shortHash } from '../manifest';

/** Limits an AWS access policy to namespaces. */
interface PolicyScope {
  readonly policy: eks.AccessPolicyArn;
  /** Undefined for the whole cluster. */
  readonly namespaces?: readonly string[];
}

/**
 * The one access entry that EKS allows for a principal and a cluster. It grows with every pack that the principal is given;
 * a policy of AWS can be in it once, so its namespaces come together.
 */
export class PrincipalEntry {
  public readonly resource: CfnAccessEntry;
  private readonly groups = new Set<string>();
  private readonly policies = new Map<string, PolicyScope>();

  constructor(scope: Construct, cluster: eks.ICluster, grantee: AccessGrantee, key: string, document: iam.PolicyDocument) {
    const id = shortHash(key);
    this.resource = new CfnAccessEntry(scope, `Entry-${id}`, { clusterName: cluster.clusterName, principalArn: grantee._arn, type: 'STANDARD' });
    if (grantee._kind !== 'arn') {
      const policy = new iam.Policy(scope, `Policy-${id}`, { document });
      acknowledge(policy, 'IAMNoInlinePolicy', 'The policy belongs to exactly this principal and cluster: it is made and deleted with its access entry, and nothing else can attach it.');
      grantee._attach(policy);
    }
    if (grantee._kind === 'user') {
      acknowledge(scope.node.findChild(`Policy-${id}`), 'IAMUserNoPolicies', 'The app gives access to this very user. With AccessGrantee.role() it would be a role.');
    }
  }

  public addGroup(group: string): void {
    this.groups.add(group);
    this.resource.kubernetesGroups = [...this.groups].sort();
  }

  public addPolicy({ policy, namespaces }: PolicyScope): void {
    const before = this.policies.get(policy.policyName);
    this.policies.set(policy.policyName, {
      policy, namespaces: namespaces && [...new Set([...before?.namespaces ?? [], ...namespaces])].sort(),
    });
    this.resource.accessPolicies = [...this.policies.values()].map(given => ({
      policyArn: given.policy.policyArn,
      accessScope: given.namespaces ? { type: 'namespace', namespaces: [...given.namespaces] } : { type: 'cluster' },
    }));
  }
}
