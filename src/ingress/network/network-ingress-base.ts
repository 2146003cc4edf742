import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, IConstruct } from 'constructs';
import { ListenerClaims } from './listener-claims';
import { checkListener, checkTestPort } from './listener-rules';
import { NetworkParts } from './network-parts';
import { NetworkRoute } from './network-route';
import { networkRouteParts, NetworkRouteUse, testListener } from './network-route-parts';
import { Finding, refuse } from '../../findings';
import { NetworkListenerSpec } from '../../model';
import { Hosts } from '../hosts';

/**
 * A Network Load Balancer that takes listeners of services: one that was made here (`NetworkIngress`) or one that existed
 * before.
 */
export abstract class NetworkIngressBase extends Construct {
  private _parts?: NetworkParts;
  private _hosts?: Hosts;

  /** The network the load balancer and the services are in. */
  public get vpc(): ec2.IVpc {
    return this.parts.vpc;
  }

  /** The security group of the load balancer; services let it in. */
  public get securityGroup(): ec2.ISecurityGroup {
    return this.parts.securityGroup;
  }

  /** The load balancer, made here or not. */
  public get networkLoadBalancer(): elbv2.INetworkLoadBalancer {
    return this.parts.loadBalancer;
  }

  /**
   * The domain in whose hosted zone records are made: what the names of services end in.
   *
   * @internal
   */
  public get _zoneName(): string | undefined {
    return this._hosts!.defaultHost;
  }

  /**
   * What is wrong with a listener, before anything is made.
   *
   * @internal
   */
  public _check(scope: Construct, listener: NetworkListenerSpec, at: string = 'listeners'): readonly Finding[] {
    return checkListener(this.parts, this._hosts!, scope, listener, at);
  }

  /**
   * Puts a listener on the load balancer. Everything it makes is in the given scope, or in its stack.
   *
   * @internal
   */
  public _route(scope: Construct, id: string, listener: NetworkListenerSpec, owner: IConstruct, use: NetworkRouteUse = {}, at: string = 'listeners'): NetworkRoute {
    refuse(owner, this._check(scope, listener, at));
    const claims = ListenerClaims.of(this.parts.loadBalancer);
    claims.take(listener.listenerPort, owner.node.path);
    const test = testListener(listener, use.traffic);
    if (test) {
      refuse(owner, checkTestPort(this.parts, test));
      claims.take(test.listenerPort, owner.node.path);
    }
    const hosts = this._hosts!;
    if (listener.hostName !== undefined) {
      hosts.add(listener.hostName, scope, owner.node.path);
    }
    return NetworkRoute._make(scope, id, self => networkRouteParts(self, this.parts, hosts, listener, use));
  }

  /** @internal */
  protected _open(parts: NetworkParts): void {
    this._parts = parts;
    // Listeners have certificates of their own, so names need no more here than records.
    this._hosts = new Hosts(this, { domains: parts.domains, loadBalancer: parts.loadBalancer, https: false, dualStack: parts.dualStack });
    const claims = ListenerClaims.of(parts.loadBalancer);
    parts.takenPorts.forEach(port => claims.take(port, 'a listener made elsewhere'));
  }

  private get parts(): NetworkParts {
    return this._parts!;
  }
}
