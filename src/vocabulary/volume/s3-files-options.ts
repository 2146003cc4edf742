import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Options of a file system whose files are the objects of a bucket.
 */
export interface S3FilesVolumeOptions {
  /** The bucket, in the account and Region of the workload. Its versioning has to be on. */
  readonly bucket: s3.IBucket;

  /**
   * What the keys of the objects begin with that appear as files, with a slash at its end.
   * @default - all objects of the bucket
   */
  readonly prefix?: string;

  /**
   * ARN of an existing file system of that bucket. The permissions are arranged for you.
   * @default - a file system is made, with mount targets in the workload's subnets
   */
  readonly fileSystemArn?: string;

  /**
   * ARN of an existing access point of that file system. Directory, owner and permissions are then the access point's own.
   * @default - an access point is made from the options below
   */
  readonly accessPointArn?: string;

  /**
   * Security group of the mount targets of an existing file system. The workload is let in on port 2049.
   * @default - nothing is opened in an existing file system; a new one has a group of its own
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * The directory of the file system that appears as the volume: an absolute path of at most four levels and 100
   * characters. It is made when it does not exist. Objects that are in the bucket already belong to user 0: to write
   * next to them, choose `/` and the `uid` 0.
   * @default - a slash and the name of the volume
   */
  readonly directory?: string;

  /**
   * Numeric user id that owns the directory, and as which every access is made, whoever the program runs as.
   * @default 1000
   */
  readonly uid?: number;

  /**
   * Numeric group id, likewise.
   * @default 1000
   */
  readonly gid?: number;

  /**
   * Mode of the directory when it is made, in three or four octal digits.
   * @default '0750'
   */
  readonly permissions?: string;
}
