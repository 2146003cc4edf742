import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { SecretSpec } from '../model';
import { letReadSecret } from '../platform';
import { assertNever } from '../private/assert-never';

/** A secret variable. The CDK has it grant the right to read it when a container takes it. */
export function renderSecret(source: SecretSpec): ecs.Secret {
  switch (source.kind) {
    case 'vault': {
      const secret = source.secret.value as secretsmanager.ISecret;
      const { versionStage, versionId, field } = source;
      const variable = versionStage !== undefined || versionId !== undefined
        ? ecs.Secret.fromSecretsManagerVersion(secret, { versionStage, versionId }, field)
        : ecs.Secret.fromSecretsManager(secret, field);
      return { ...variable, grantRead: grantee => letReadSecret(grantee, secret) };
    }
    case 'parameter':
      return ecs.Secret.fromSsmParameter(source.parameter.value as ssm.IParameter);
    default:
      return assertNever(source);
  }
}
