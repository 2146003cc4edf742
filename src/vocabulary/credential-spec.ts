import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { CredentialSpecSpec } from '../model';
import { handleOf } from './handle-of';

/**
 * How a container comes into the domain.
 */
export interface CredentialSpecOptions {
  /**
   * The secret with name, password and domain of the user that fetches the password of the account; the credential spec names
   * it, too. The permission to read it is granted for you.
   * @default - none: the machine has joined the domain
   */
  readonly domainUser?: secretsmanager.ISecret;
}

/**
 * The description of a group managed service account (gMSA), with which a container authenticates to Active Directory.
 *
 * On EC2 instances; for Windows on external machines, too; and for Linux on Fargate, with a `domainUser` and the description in a
 * bucket. The permission to read the description is granted for you.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html
 */
export class CredentialSpec {
  /**
   * An object in a bucket.
   *
   * @param bucket the bucket, in the region of the workload
   * @param key key of the JSON object
   * @param options how the container comes into the domain
   */
  public static fromBucket(bucket: s3.IBucket, key: string, options: CredentialSpecOptions = {}): CredentialSpec {
    return new CredentialSpec({ kind: 'object', bucket: handleOf(bucket), key, ...userOf(options) });
  }

  /**
   * A parameter of the Systems Manager Parameter Store.
   *
   * @param parameter the parameter, whose value is JSON
   * @param options how the container comes into the domain
   */
  public static fromParameter(parameter: ssm.IParameter, options: CredentialSpecOptions = {}): CredentialSpec {
    return new CredentialSpec({ kind: 'parameter', parameter: handleOf(parameter), ...userOf(options) });
  }

  private constructor(private readonly spec: CredentialSpecSpec) {}

  /** @internal */
  public _toSpec(): CredentialSpecSpec {
    return this.spec;
  }
}

function userOf({ domainUser }: CredentialSpecOptions): Pick<CredentialSpecSpec, 'domainUser'> {
  return { domainUser: domainUser && handleOf(domainUser) };
}
