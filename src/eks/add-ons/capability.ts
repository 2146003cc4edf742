import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CapabilitySpec } from './capability-spec';
import { IdentityCenterPrincipal } from './identity-center';

/**
 * Argo CD, and who may use it.
 */
export interface ArgoCdOptions {
  /**
   * ARN of the instance of IAM Identity Center that people sign in with, for example
   * `arn:aws:sso:::instance/ssoins-0123456789abcdef`.
   */
  readonly identityCenterInstanceArn: string;

  /**
   * Region of that instance.
   * @default - the region of the cluster
   */
  readonly identityCenterRegion?: string;

  /**
   * Who may do everything in Argo CD. There must be somebody among administrators, editors and viewers.
   * @default - nobody
   */
  readonly administrators?: IdentityCenterPrincipal[];

  /**
   * Who may create and change applications.
   * @default - nobody
   */
  readonly editors?: IdentityCenterPrincipal[];

  /**
   * Who may look.
   * @default - nobody
   */
  readonly viewers?: IdentityCenterPrincipal[];

  /**
   * Namespace of Argo CD's own objects.
   * @default argocd
   */
  readonly namespace?: string;

  /**
   * Endpoints of the service `eks-capabilities` through which alone Argo CD can be reached.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/argocd-private-access.html
   * @default - it can be reached through the internet, by who can sign in
   */
  readonly vpcEndpoints?: ec2.IVpcEndpoint[];

  /**
   * What Argo CD may do in AWS, for example read a secret with the password of a repository.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/argocd-permissions.html
   * @default - nothing
   */
  readonly permissions?: iam.PolicyStatement[];
}

/**
 * Controllers for AWS.
 */
export interface AckOptions {
  /**
   * What the controllers may do in AWS. They can make whatever these statements allow, for everybody who may create the objects
   * in the cluster.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/ack-permissions.html
   */
  readonly permissions: iam.PolicyStatement[];
}

/**
 * A part that EKS runs for a cluster, outside of it. A cluster has each at most once. When it is taken away, what it has made
 * stays.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/capabilities.html
 */
export class EksCapability {
  /**
   * Argo CD: keeps the cluster as a Git repository says. Objects that the platform applies itself are not its business; see
   * `ManifestDelivery.WRITE` for leaving all of them to it.
   *
   * @param options who may use it
   */
  public static argoCd(options: ArgoCdOptions): EksCapability {
    const { identityCenterInstanceArn: instanceArn, identityCenterRegion: region, namespace = 'argocd', vpcEndpoints, permissions = [] } = options;
    const member = (role: 'ADMIN' | 'EDITOR' | 'VIEWER', option: 'administrators' | 'editors' | 'viewers') =>
      ({ role, option, identities: (options[option] ?? []).map(principal => principal._toIdentity()) });
    return new EksCapability({
      kind: 'argocd',
      instanceArn,
      region,
      namespace,
      permissions,
      vpcEndpointIds: vpcEndpoints?.map(({ vpcEndpointId }) => vpcEndpointId),
      members: [member('ADMIN', 'administrators'), member('EDITOR', 'editors'), member('VIEWER', 'viewers')],
    });
  }

  /**
   * AWS Controllers for Kubernetes: AWS resources as Kubernetes objects.
   *
   * @param options what they may do
   */
  public static ack(options: AckOptions): EksCapability {
    return new EksCapability({ kind: 'ack', permissions: options.permissions });
  }

  /**
   * kro: several objects under one name of your own. It needs nothing of AWS; which objects it may make is up to RBAC in the
   * cluster.
   */
  public static kro(): EksCapability {
    return new EksCapability({ kind: 'kro' });
  }

  private constructor(private readonly spec: CapabilitySpec) {}

  /** @internal */
  public _toSpec(): CapabilitySpec {
    return this.spec;
  }
}
