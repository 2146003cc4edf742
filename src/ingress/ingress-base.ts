import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, IConstruct } from 'constructs';
import { checkExposure } from './exposure-rules';
import { Hosts } from './hosts';
import { IngressParts } from './ingress-parts';
import { IngressRoute } from './ingress-route';
import { routeParts } from './route-parts';
import { RouteTable } from './route-table';
import { Finding, refuse } from '../findings';
import { ExposureSpec } from '../model';

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
  public _route(scope: Construct, id: string, exposure: ExposureSpec, owner: IConstruct, at: string = 'exposure'): IngressRoute {
    const { route, findings } = this.examine(scope, exposure, owner, at);
    refuse(owner, findings);
    const { priority } = route!;
    RouteTable.of(this.listener).add(route!);
    const hosts = this._hosts!;
    const names = exposure.match.hostNames;
    (names.length > 0 ? names : [undefined]).forEach(name => hosts.add(name, scope, owner.node.path));
    return IngressRoute._make(scope, id, self => routeParts(self, this.parts, exposure, priority, hosts.defaultHost));
  }

  /** @internal */
  protected _open(parts: IngressParts): void {
    this._parts = parts;
    this._hosts = new Hosts(this, parts);
    const table = RouteTable.of(parts.listener);
    parts.takenPriorities.forEach(priority => table.reserve(priority, 'a rule made elsewhere'));
  }

  private examine(scope: Construct, exposure: ExposureSpec, owner: IConstruct, at: string) {
    return checkExposure(this.parts, this._hosts!, RouteTable.of(this.listener), scope, exposure, owner, at);
  }

  private get parts(): IngressParts {
    return this._parts!;
  }
}
