import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Handle, TestTrafficSpec } from '../../model';

/**
 * Options of a listener for test traffic.
 */
export interface TestListenerOptions {
  /**
   * Who may reach the port. To be given for a Network Load Balancer that faces the internet: no client reaches it with an address of the
   * network.
   * @default - the network that the load balancer is in
   */
  readonly peers?: ec2.IPeer[];
}

/**
 * How a new version is reached before the public reaches it. The rule for it leads to whichever version is newest.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html
 */
export class TestTraffic {
  /**
   * Requests with a header, by the same way as all others. Whoever knows the header reaches the new version.
   *
   * @param name name of the header
   * @param value its value; `*` and `?` are wildcards
   */
  public static header(name: string, value: string): TestTraffic {
    return new TestTraffic({ kind: 'header', name, value });
  }

  /**
   * Requests for some paths, by the same way as all others. The copies see the path as it is.
   *
   * @param paths for example `/preview/*`; `*` and `?` are wildcards
   */
  public static paths(...paths: string[]): TestTraffic {
    return new TestTraffic({ kind: 'paths', paths });
  }

  /**
   * Requests to a port of its own on the same load balancer, which workloads share. CodeDeploy knows no other way.
   *
   * @param port from 1 to 65535, other than those of the load balancer
   * @param options who may reach it
   */
  public static listener(port: number, options: TestListenerOptions = {}): TestTraffic {
    return new TestTraffic({ kind: 'listener', port, peers: (options.peers ?? []).map(peer => new Handle(peer.uniqueId, peer)) });
  }

  private constructor(private readonly spec: TestTrafficSpec) {}

  /** @internal */
  public _toSpec(): TestTrafficSpec {
    return this.spec;
  }
}
