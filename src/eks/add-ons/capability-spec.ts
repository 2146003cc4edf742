import * as iam from 'aws-cdk-lib/aws-iam';

export type SsoKind = 'SSO_USER' | 'SSO_GROUP';

export interface SsoIdentity {
  readonly type: SsoKind;
  readonly id: string;
}

/** What a capability was asked to be. */
export type CapabilitySpec =
  | { readonly kind: 'ack'; readonly permissions: readonly iam.PolicyStatement[] }
  | { readonly kind: 'kro' }
  | {
    readonly kind: 'argocd';
    readonly permissions: readonly iam.PolicyStatement[];
    readonly instanceArn: string;
    readonly region?: string;
    readonly namespace: string;
    readonly vpcEndpointIds?: readonly string[];
    readonly members: readonly { readonly role: 'ADMIN' | 'EDITOR' | 'VIEWER'; readonly option: string; readonly identities: readonly SsoIdentity[] }[];
  };
