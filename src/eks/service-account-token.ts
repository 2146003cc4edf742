import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnJson, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';

/**
 * The pods of one service account, known by the token that the cluster gives them: the older of the two ways to an identity,
 * for Fargate, which has no Pod Identity. The address of the cluster's identity provider is part of the conditions' keys.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
export function podsByToken(scope: Construct, ground: EksGround, namespace: string, serviceAccount: string): iam.IPrincipal {
  const provider = ground._identityProviderArn();
  const issuer = Fn.select(1, Fn.split('oidc-provider/', provider));
  const conditions = new CfnJson(scope, 'TrustConditions', {
    value: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}` },
  });
  return new iam.WebIdentityPrincipal(provider, { StringEquals: conditions });
}
