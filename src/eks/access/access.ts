import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PrincipalEntry } from './entry';
import { otherEntries } from './other-entries';
import { groupOf, makePackRole } from './pack-role';
import { Pack } from './packs';
import { checkGrantee, keyOf } from './principal';
import { Finding, finding, refuse } from '../../findings';
import { AccessGrantee } from '../../platform';
import { EksGround } from '../ground';

/**
 * Where a pack holds.
 */
export interface EksAccessOptions {
  /**
   * Namespaces of the platform.
   * @default - the namespace of the workloads that do not choose one
   */
  readonly namespaces?: string[];
}

/**
 * Where the pack of administrators holds.
 */
export interface EksAdminOptions extends EksAccessOptions {
  /**
   * The whole cluster with everything in it, instead of namespaces.
   * @default false
   */
  readonly clusterWide?: boolean;
}

/**
 * What people and pipelines may do in the cluster, in packs. A principal may have several packs; all of them go into one access
 * entry. A pipeline that deploys with the CDK needs none: the objects are applied by a function of the cluster.
 *
 * All methods throw if EKS does not take the principal, or if a namespace is not one of the platform's.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class EksAccess extends Construct {
  /** @internal */
  public static _on(scope: Construct, id: string, ground: EksGround): EksAccess {
    return new EksAccess(scope, id, { ground });
  }

  private readonly ground: EksGround;
  private readonly entries = new Map<string, PrincipalEntry>();
  private readonly roles = new Set<string>();

  private constructor(scope: Construct, id: string, { ground }: { readonly ground: EksGround }) {
    super(scope, id);
    this.ground = ground;
    this.node.addValidation({ validate: () => this._conflicts().map(found => found.toString()) });
  }

  /**
   * Sees workloads, their events, logs and metrics, but no secrets.
   *
   * @param grantee who
   * @param options where
   */
  public viewer(grantee: AccessGrantee, options: EksAccessOptions = {}): void {
    this.give('viewer', grantee, options);
  }

  /**
   * A viewer who also creates, changes and deletes workloads and what belongs to them. Secrets stay closed, but whoever can
   * start a pod in a namespace can have it read what the pods there read.
   *
   * @param grantee who
   * @param options where
   */
  public deployer(grantee: AccessGrantee, options: EksAccessOptions = {}): void {
    this.give('deployer', grantee, options);
  }

  /**
   * A viewer who also scales, and takes pods away so that new ones start. Cannot bring another version.
   *
   * @param grantee who
   * @param options where
   */
  public operator(grantee: AccessGrantee, options: EksAccessOptions = {}): void {
    this.give('operator', grantee, options);
  }

  /**
   * A viewer who also opens shells in containers, and tunnels to their ports. Has then whatever the containers have, secrets
   * included. Give it to roles that people assume under their own name: the audit log of the cluster holds the session's name.
   *
   * @param grantee who
   * @param options where
   */
  public exec(grantee: AccessGrantee, options: EksAccessOptions = {}): void {
    this.give('exec', grantee, options);
  }

  /**
   * Everything that a namespace is used for, secrets, shells and permissions included; or everything in the cluster.
   *
   * @param grantee who
   * @param options where
   */
  public admin(grantee: AccessGrantee, options: EksAdminOptions = {}): void {
    const { clusterWide = false, namespaces } = options;
    if (!clusterWide) {
      // The policy of AWS knows no kinds that were added to Kubernetes; the pack for deployers has those of the platform.
      const entry = this.give('deployer', grantee, options);
      entry.addPolicy({ policy: eks.AccessPolicyArn.AMAZON_EKS_ADMIN_POLICY, namespaces: namespaces ?? [this.ground.namespaceName] });
      return;
    }
    refuse(this, [
      ...checkGrantee(grantee),
      ...(namespaces ? [finding('AccessScopeContradicts', 'namespaces', { given: namespaces })] : []),
    ]);
    this.entryOf(grantee).addPolicy({ policy: eks.AccessPolicyArn.AMAZON_EKS_CLUSTER_ADMIN_POLICY });
  }

  /**
   * What a principal needs in IAM besides any of the packs: to look the cluster up, and to see its objects in the console.
   * Roles and users get it by themselves; permission sets and principals that are given as ARN have to be told.
   *
   * @returns a new document, for example for the inline policy of a permission set
   */
  public policyDocument(): iam.PolicyDocument {
    return new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['eks:DescribeCluster', 'eks:AccessKubernetesApi'], resources: [this.ground.cluster.clusterArn] })],
    });
  }

  /**
   * The access entry of a principal, to change what the packs do not say.
   *
   * @param grantee who
   * @returns the resource, or undefined if the principal was given nothing
   */
  public entryFor(grantee: AccessGrantee): CfnAccessEntry | undefined {
    return this.entries.get(keyOf(this, grantee._arn))?.resource;
  }

  /** @internal */
  public _conflicts(): Finding[] {
    const granted = new Map([...this.entries].map(([key, { resource }]) => [key, resource]));
    return otherEntries(this, this.ground.cluster, granted);
  }

  private give(pack: Pack, grantee: AccessGrantee, { namespaces = [this.ground.namespaceName] }: EksAccessOptions): PrincipalEntry {
    refuse(this, [...checkGrantee(grantee), ...this.checkNamespaces(namespaces)]);
    const entry = this.entryOf(grantee);
    for (const namespace of namespaces) {
      entry.addGroup(this.groupWith(pack, namespace));
    }
    return entry;
  }

  private checkNamespaces(namespaces: readonly string[]): Finding[] {
    if (namespaces.length === 0) {
      return [finding('AccessNamespaceMissing', 'namespaces', { usual: this.ground.namespaceName })];
    }
    return namespaces.flatMap((given, index) => {
      const known = this.ground._namespace(given) as unknown !== undefined;
      return known ? [] : [finding('AccessNamespaceUnknown', `namespaces[${index}]`, { given, usual: this.ground.namespaceName })];
    });
  }

  private entryOf(grantee: AccessGrantee): PrincipalEntry {
    const key = keyOf(this, grantee._arn);
    const entry = this.entries.get(key) ?? new PrincipalEntry(this, this.ground.cluster, grantee, key, this.policyDocument());
    this.entries.set(key, entry);
    return entry;
  }

  private groupWith(pack: Pack, namespace: string): string {
    const group = groupOf(pack, namespace);
    if (!this.roles.has(group)) {
      this.roles.add(group);
      makePackRole(this, this.ground, pack, namespace);
    }
    return group;
  }
}
