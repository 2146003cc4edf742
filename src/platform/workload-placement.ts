import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SecretSource } from '../vocabulary';

/**
 * What a workload has become on a platform. Each platform has its own kind, with everything it made as typed members.
 */
export abstract class WorkloadPlacement extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The identity of the code in the containers. */
  public abstract readonly grantPrincipal: iam.IPrincipal;

  /** The network side of the workload. */
  public abstract readonly connections: ec2.Connections;

  /** Where the workload can be reached, one address per exposure. */
  public abstract readonly urls: string[];

  /** @internal */
  public abstract _addEnvironment(name: string, value: string): void;

  /** @internal */
  public abstract _addSecret(name: string, source: SecretSource): void;

  /**
   * Makes the workload reachable by name from another one of the same platform.
   *
   * @internal
   */
  public abstract _offer(to: WorkloadPlacement): Offer;

  /**
   * Opens the way to another workload of the platform: its name, the network, and where that is possible the order in
   * which they start.
   *
   * @internal
   */
  public abstract _reach(other: WorkloadPlacement, offer: Offer): void;
}

/**
 * An address within the platform.
 *
 * @internal
 */
export interface Offer {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'tcp';
}
