import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { SecretSpec } from '../model';
import { handleOf } from './handle-of';

/**
 * Which version of a secret a workload reads: by stage or by id, not both. Without any, it is the current one when the
 * container starts.
 */
export interface SecretVersionOptions {
  /**
   * The stage label, for example `AWSPREVIOUS`.
   * @default - `AWSCURRENT`
   */
  readonly versionStage?: string;

  /**
   * The version id.
   * @default - the version with the stage label
   */
  readonly versionId?: string;
}

/**
 * Where the value of a secret variable is kept.
 *
 * The value never passes through the template: it is read when a container starts. A container that runs keeps the
 * value it started with; `redeployOnRotation` of its workload brings new ones when the value changes.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 */
export class SecretSource {
  /**
   * A secret of AWS Secrets Manager.
   *
   * @param secret the secret; the permission to read it is granted for you
   * @param field the member of a JSON secret, without `:`; without it the variable holds the whole secret
   * @param version which version, if not the current one
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
   */
  public static secretsManager(secret: secretsmanager.ISecret, field?: string, version: SecretVersionOptions = {}): SecretSource {
    return new SecretSource({ kind: 'vault', secret: handleOf(secret), field, ...version });
  }

  /**
   * A parameter of the Systems Manager Parameter Store, preferably a SecureString.
   *
   * @param parameter the parameter; the permission to read it is granted for you
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
   */
  public static ssmParameter(parameter: ssm.IParameter): SecretSource {
    return new SecretSource({ kind: 'parameter', parameter: handleOf(parameter) });
  }

  private constructor(private readonly spec: SecretSpec) {}

  /** @internal */
  public _toSpec(): SecretSpec {
    return this.spec;
  }
}
