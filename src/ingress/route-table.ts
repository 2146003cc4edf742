import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { freePriority } from './route-priority';
import { RouteShape, shapeContains } from './route-shape';
import { Finding, finding } from '../findings';

/** A route that has its place. */
export interface PlacedRoute {
  readonly owner: string;
  readonly shape: RouteShape;
  readonly priority: number;
}

/**
 * The routes of one listener, whichever stacks they are declared in: the place where two of them meet before they meet in
 * AWS.
 */
export class RouteTable {
  /** The table of a listener; listeners imported twice by the same ARN share one. */
  public static of(listener: elbv2.IApplicationListener): RouteTable {
    const tables = TABLES.get(listener.node.root) ?? new Map<string, RouteTable>();
    TABLES.set(listener.node.root, tables);
    const arn = listener.listenerArn;
    const key = Token.isUnresolved(arn) || arn.includes(DUMMY_LOOKUP) ? listener.node.path : arn;
    const table = tables.get(key) ?? new RouteTable();
    tables.set(key, table);
    return table;
  }

  private readonly taken = new Map<number, string>();
  private readonly byHost = new Map<string, PlacedRoute[]>();
  private readonly anyHost: PlacedRoute[] = [];
  private count = 0;

  private constructor() {}

  /** How many routes there are. */
  public get size(): number {
    return this.count;
  }

  /** Keeps clear of a priority that a rule made elsewhere has. */
  public reserve(priority: number, owner: string): void {
    this.taken.set(priority, owner);
  }

  /** What is wrong with putting the route here. */
  public clashes(route: PlacedRoute, path: string): Finding[] {
    const taken = (priority: number) => this.taken.has(priority);
    const findings: Finding[] = [];
    const owner = this.taken.get(route.priority);
    if (owner !== undefined) {
      const free = freePriority(route.priority, taken, false);
      findings.push(finding('PriorityTaken', path, { priority: route.priority, owner, free }));
    }
    for (const other of this.neighbours(route.shape)) {
      const before = shapeContains(other.shape, route.shape);
      const after = shapeContains(route.shape, other.shape);
      if (before && after) {
        return [finding('DuplicateRoute', path, { owner: other.owner })];
      }
      const numbers = { owner: other.owner, ownerPriority: other.priority, priority: route.priority };
      if (before && other.priority < route.priority) {
        findings.push(finding('RouteShadowed', path, { ...numbers, free: freePriority(other.priority, taken, true) }));
      } else if (after && route.priority < other.priority) {
        findings.push(finding('RouteShadows', path, { ...numbers, free: freePriority(other.priority, taken, false) }));
      }
    }
    return findings;
  }

  /** Puts the route here. */
  public add(route: PlacedRoute): void {
    this.count++;
    this.taken.set(route.priority, route.owner);
    const hosts = exactHosts(route.shape);
    if (hosts === undefined) {
      this.anyHost.push(route);
    } else {
      hosts.forEach(host => this.byHost.set(host, [...this.byHost.get(host) ?? [], route]));
    }
  }

  /** The routes that could have a request in common with this one: those with other host names cannot. */
  private neighbours(shape: RouteShape): PlacedRoute[] {
    const hosts = exactHosts(shape) ?? [...this.byHost.keys()];
    return [...this.anyHost, ...new Set(hosts.flatMap(host => this.byHost.get(host) ?? []))];
  }
}

/** By app, because one process may synthesise several. */
const TABLES = new WeakMap<IConstruct, Map<string, RouteTable>>();

/** What every lookup answers until the CLI has asked AWS; two listeners must not be taken for one because of it. */
const DUMMY_LOOKUP = '/my-load-balancer/50dc6c495c0c9188/';

/** The host names, if the route answers to no others. */
function exactHosts(shape: RouteShape): string[] | undefined {
  const exact = shape.hosts.every(glob => glob.every(token => typeof token === 'string'));
  return shape.hosts.length > 0 && exact ? shape.hosts.map(glob => glob.join('')) : undefined;
}
