import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';

/**
 * Lets a role read a secret.
 *
 * `secret.grantRead()` would also write the role into the policy of the secret's key. The role names the secret, the secret
 * its key, and often the role's log group the same key: a circle within one stack, and between the stacks of a platform
 * and of its services. Here the role alone says what it may do, which keys that leave access to IAM, as the CDK makes
 * them, honour.
 */
export function letReadSecret(grantee: iam.IGrantable, secret: secretsmanager.ISecret): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns: [arnForPolicies(secret)] });
  return secret.encryptionKey === undefined ? grant : grant.combine(iam.Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns: [secret.encryptionKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(secret).region}.amazonaws.com` } },
  }));
}

/** A secret that is known by its name alone lacks the six characters that Secrets Manager ends ARNs with. */
function arnForPolicies({ secretFullArn, secretArn }: secretsmanager.ISecret): string {
  return secretFullArn ?? `${secretArn}-??????`;
}
