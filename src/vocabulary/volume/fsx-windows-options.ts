import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SecretSource } from '../secret-source';

/**
 * Options of a share of an existing file system of Amazon FSx for Windows File Server.
 */
export interface FsxWindowsVolumeOptions {
  /** Id of the file system, for example `fs-0123456789abcdef0`. */
  readonly fileSystemId: string;

  /**
   * The share, and perhaps a directory in it, for example `share\\uploads`.
   * @default 'share'
   */
  readonly directory?: string;

  /**
   * Name and password of a user of the domain: a secret of the two fields `username` and `password`, or a parameter with
   * such text. The permission to read it is arranged for you.
   */
  readonly credentials: SecretSource;

  /** Name of the Active Directory domain that the file system and the machines have joined, for example `corp.example.com`. */
  readonly domain: string;

  /**
   * Security group of the file system. The machines are let in on port 445.
   * @default - nothing is opened; do it yourself
   */
  readonly securityGroup?: ec2.ISecurityGroup;
}
