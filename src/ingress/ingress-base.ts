import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, IConstruct } from 'constructs';
import { checkExposure } from './exposure-rules';
import { Hosts } from './hosts';
import { IngressParts } from './ingress-parts';
import { IngressRoute } from './ingress-route';
import { knowsCidr } from './ingress-rules';
import { routeParts, RulePlace, RouteUse } from './route-parts';
import { PRIORITY_MIN } from './route-priority';
import { PlacedRoute, RouteTable } from './route-table';
import { testExposure } from './route-traffic';
import { Finding, finding, refuse } from '../findings';
import { ExposureSpec, TestTrafficSpec } from '../model';

/**
 * A load balancer that takes routes to services: one that was made here (`Ingress`) or one that existed before.
 */
export abstract class IngressBase extends Construct {
  private _parts?: IngressParts;
  private _hosts?: Hosts;

  /** The network the load balancer and the services are in. */
  public get vpc(): ec2.IVpc {
    return this.parts.vpc;
  }

  /** The listener that takes the traffic. */
  public get listener(): elbv2.IApplicationListener {
    return this.parts.listener;
  }

  /** The security group of the load balancer; services let it in. */
  public get securityGroup(): ec2.ISecurityGroup {
    return this.parts.securityGroup;
  }

  /** Whether clients speak HTTPS. */
  public get https(): boolean {
    return this.parts.https;
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
   * What is wrong with a route, before anything is made.
   *
   * @internal
   */
  public _check(scope: Construct, exposure: ExposureSpec, owner: IConstruct, at: string = 'exposure'): readonly Finding[] {
    return this.examine(scope, exposure, owner, at).findings;
  }

  /**
   * Puts a route to a service on the listener. Everything it makes is in the given scope, or in its stack.
   *
   * @internal
   */
  public _route(scope: Construct, id: string, exposure: ExposureSpec, owner: IConstruct, { traffic, targetType }: RouteUse = {}, at: string = 'exposure'): IngressRoute {
    const route = this.claim(this.listener, scope, exposure, owner, at);
    const test = traffic?.test && this.claimTest(scope, exposure, traffic.test, owner);
    const hosts = this._hosts!;
    const names = exposure.match.hostNames;
    (names.length > 0 ? names : [undefined]).forEach(name => hosts.add(name, scope, owner.node.path));
    const order = { listener: this.listener, exposure, priority: route.priority, traffic, test, targetType, defaultHost: hosts.defaultHost };
    return IngressRoute._make(scope, id, self => routeParts(self, this.parts, order));
  }

  /** @internal */
  protected _open(parts: IngressParts): void {
    this._parts = parts;
    this._hosts = new Hosts(this, parts);
    const table = RouteTable.of(parts.listener);
    parts.takenPriorities.forEach(priority => table.reserve(priority, 'a rule made elsewhere'));
  }

  /**
   * A listener of its own for test traffic, shared by everyone who asks for the port. Undefined where none can be made.
   *
   * @internal
   */
  protected abstract _testListener(port: number, peers: readonly ec2.IPeer[]): elbv2.IApplicationListener | undefined;

  private claimTest(scope: Construct, exposure: ExposureSpec, test: TestTrafficSpec, owner: IConstruct): RulePlace {
    const at = 'rollout.testTraffic';
    refuse(owner, test.kind !== 'listener' && exposure.priority === PRIORITY_MIN ? [finding('TestTrafficWithoutRoom', at, {})] : []);
    const listener = test.kind === 'listener' ? this.listenerFor(test, owner, at) : this.listener;
    const ahead = testExposure(exposure, test);
    return { listener, exposure: ahead, priority: this.claim(listener, scope, ahead, owner, at).priority };
  }

  private listenerFor({ port, peers }: Extract<TestTrafficSpec, { kind: 'listener' }>, owner: IConstruct, at: string): elbv2.IApplicationListener {
    const usual = [this.parts.https ? 443 : 80, 80];
    refuse(owner, [
      ...usual.includes(port) ? [finding('TestListenerPortTaken', at, { port })] : [],
      ...peers.length === 0 && !knowsCidr(this.vpc) ? [finding('VpcCidrUnknown', `${at}.peers`, { prop: 'peers' })] : [],
    ]);
    const listener = this._testListener(port, peers.map(peer => peer.value as ec2.IPeer));
    refuse(owner, listener ? [] : [finding('TestListenerOfOthers', at, { port })]);
    return listener!;
  }

  private claim(listener: elbv2.IApplicationListener, scope: Construct, exposure: ExposureSpec, owner: IConstruct, at: string): PlacedRoute {
    const { route, findings } = this.examine(scope, exposure, owner, at, listener);
    refuse(owner, findings);
    RouteTable.of(listener).add(route!);
    return route!;
  }

  private examine(scope: Construct, exposure: ExposureSpec, owner: IConstruct, at: string, listener = this.listener) {
    return checkExposure(this.parts, this._hosts!, RouteTable.of(listener), scope, exposure, owner, at);
  }

  private get parts(): IngressParts {
    return this._parts!;
  }
}
