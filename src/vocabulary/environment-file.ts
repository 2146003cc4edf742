import * as s3 from 'aws-cdk-lib/aws-s3';
import { EnvironmentFileSpec } from '../model';
import { handleOf } from './handle-of';

/**
 * A file of `NAME=value` lines that a container reads when it starts. Plain text: not a place for secrets.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export class EnvironmentFile {
  /**
   * A file of the project, uploaded with the deployment. Refused when it is not there.
   *
   * @param file path of a file whose name ends in `.env`
   */
  public static fromFile(file: string): EnvironmentFile {
    return new EnvironmentFile({ kind: 'file', file });
  }

  /**
   * An object in a bucket. The permission to read it is granted for you.
   *
   * @param bucket the bucket, in the region of the workload
   * @param key key of an object whose name ends in `.env`
   */
  public static fromBucket(bucket: s3.IBucket, key: string): EnvironmentFile {
    return new EnvironmentFile({ kind: 'object', bucket: handleOf(bucket), key });
  }

  private constructor(private readonly spec: EnvironmentFileSpec) {}

  /** @internal */
  public _toSpec(): EnvironmentFileSpec {
    return this.spec;
  }
}
