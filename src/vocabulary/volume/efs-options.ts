import * as efs from 'aws-cdk-lib/aws-efs';

/**
 * Options of a file system that all copies of a workload share.
 */
export interface EfsVolumeOptions {
  /**
   * An existing file system. Network access to it and the permissions are arranged for you.
   * @default - a file system is made: encrypted, with mount targets in the workload's subnets, and backed up in production
   */
  readonly fileSystem?: efs.IFileSystem;

  /**
   * An existing access point of that file system. Directory, owner and permissions are then the access point's own.
   * @default - an access point is made from the options below
   */
  readonly accessPoint?: efs.IAccessPoint;

  /**
   * The directory of the file system that appears as the volume: an absolute path of at most four levels and 100
   * characters. It is made when it does not exist.
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
