import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';

/**
 * Lets a role read a secret.
 *
 * `secret.grantRead()` would also write the role into the policy of the secret's key. The role names the secret, the secret
 * its key, and often the role's log group the same key: a circle within one stack, and between the stacks of a platform
 * and of its services. Here the role alone says what it may do, which keys that leave access to IAM, as the CDK makes
 * them, honour.
 *
 * @param besides actions on the secret beyond reading its value
 */
export function letReadSecret(grantee: iam.IGrantable, secret: secretsmanager.ISecret, ...besides: string[]): iam.Grant {
  const actions = ['secretsmanager:GetSecretValue', ...besides];
  const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [arnForPolicies(secret)] });
  return secret.encryptionKey === undefined ? grant : grant.combine(letDecrypt(grantee, secret.encryptionKey, 'secretsmanager', Stack.of(secret)));
}

/** Lets a role read a parameter; on the side of the role alone, for the same reason. */
export function letReadParameter(grantee: iam.IGrantable, parameter: ssm.IParameter): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions: ['ssm:GetParameters'], resourceArns: [parameter.parameterArn] });
  const { encryptionKey } = parameter as Partial<ssm.StringParameter>;
  return encryptionKey === undefined ? grant : grant.combine(letDecrypt(grantee, encryptionKey, 'ssm', Stack.of(parameter)));
}

/** Only for what a service has encrypted, not for what else the key is used. */
function letDecrypt(grantee: iam.IGrantable, key: kms.IKey, service: string, { region }: Stack): iam.Grant {
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  });
}

/** A secret that is known by its name alone lacks the six characters that Secrets Manager ends ARNs with. */
function arnForPolicies({ secretFullArn, secretArn }: secretsmanager.ISecret): string {
  return secretFullArn ?? `${secretArn}-??????`;
}
