import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * The ports of one Network Load Balancer that are taken, whichever stacks their listeners are declared in: the place where
 * two of them meet before they meet in AWS.
 */
export class ListenerClaims {
  /** The claims of a load balancer; those imported twice by the same ARN share them. */
  public static of(loadBalancer: elbv2.INetworkLoadBalancer): ListenerClaims {
    const all = CLAIMS.get(loadBalancer.node.root) ?? new Map<string, ListenerClaims>();
    CLAIMS.set(loadBalancer.node.root, all);
    const arn = loadBalancer.loadBalancerArn;
    const key = Token.isUnresolved(arn) || arn.endsWith(DUMMY_LOOKUP) ? loadBalancer.node.path : arn;
    const claims = all.get(key) ?? new ListenerClaims();
    all.set(key, claims);
    return claims;
  }

  private readonly owners = new Map<number, string>();

  private constructor() {}

  /** How many ports are taken. */
  public get size(): number {
    return this.owners.size;
  }

  /** Who has the port. */
  public ownerOf(port: number): string | undefined {
    return this.owners.get(port);
  }

  /** The next port that nobody has. */
  public freePort(wanted: number): number {
    let port = wanted;
    while (this.owners.has(port)) {
      port = port >= 65535 ? 1024 : port + 1;
    }
    return port;
  }

  public take(port: number, owner: string): void {
    this.owners.set(port, owner);
  }
}

/** By app, because one process may synthesise several. */
const CLAIMS = new WeakMap<IConstruct, Map<string, ListenerClaims>>();

/** What every lookup answers until the CLI has asked AWS; two load balancers must not be taken for one because of it. */
const DUMMY_LOOKUP = '/my-load-balancer/50dc6c495c0c9188';
