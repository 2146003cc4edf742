import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { RenderedQueue } from './queue';
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

  /**
   * Where its work comes from, for kinds of workloads that have a queue.
   *
   * @internal
   */
  public readonly _queue?: RenderedQueue;

  /** @internal */
  public abstract _addEnvironment(name: string, value: string): void;

  /** @internal */
  public abstract _addSecret(name: string, source: SecretSource): void;

  /**
   * Makes the workload reachable by name from another one of the same platform: the port that is asked for, or the first one.
   *
   * @internal
   */
  public abstract _offer(to: WorkloadPlacement, port?: number): Offer;

  /**
   * Opens the way to another workload of the platform: its name, the network, and where that is possible the order in
   * which they start.
   *
   * @internal
   */
  public abstract _reach(other: WorkloadPlacement, offer: Offer): void;

  /**
   * What brings up a new version of the workload, and so waits for whatever has to come before. Nothing, where others start it.
   *
   * @internal
   */
  public abstract _starts(): readonly Construct[];
}

/**
 * An address within the platform.
 *
 * @internal
 */
export interface Offer {
  /** What knows the name. */
  readonly via: 'serviceConnect' | 'cloudMap' | 'lattice' | 'loadBalancer' | 'cluster';
  /** What a program is told. */
  readonly url: string;
  /** What that is, as the end of a variable's name: an address, or the name of a DNS record that has ports, too. */
  readonly suffix: 'URL' | 'SRV';
  /** The name alone. */
  readonly host: string;
  /** Where the other one is to let the visitor in. */
  readonly door: number;
  /** The door is the same on every machine, whatever Docker chooses for the container. */
  readonly isDoorFixed?: boolean;
  /** Name of the port, if it is not the first one. */
  readonly portName?: string;
}
