import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finding, Finding, refuse } from '../../findings';
import { IngressRoute } from '../../ingress';
import { DiscoverySpec, discoveryOf, PortSpec } from '../../model';
import { Offer, schemeOf, securityGroupText, WorkloadPlacement } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import { TaskNetwork } from '../task-network';
import { CloudMap } from './cloud-map';
import { Lattice, LATTICE_PORT } from './lattice';
import { serviceConnectMetric, ServiceConnectMetricOptions } from './metrics';
import { discoveryName } from './names';
import { DiscoveryParts, mainPort, tcpPorts } from './parts';
import { ServiceConnect } from './service-connect';

/** Whoever comes to a workload over the network. */
export interface Visitor {
  readonly network: TaskNetwork;
  /** The identity of the code that calls. */
  readonly role: iam.IRole;
  /** What has to wait for the workload, or could. */
  readonly construct: IConstruct;
  /** Whether its copies only know what existed when they started. */
  readonly startsLater: boolean;
}

/** A placement on ECS that says why the names of Service Connect mean nothing to it. */
interface Outsider {
  _outsideMesh?(other: string): Finding[];
}

/** How others find one workload: which of its ways a visitor uses, and what has to be open for that. */
export class WorkloadDiscovery {
  public readonly serviceConnect: ServiceConnect;
  public readonly cloudMap?: CloudMap;
  public readonly lattice?: Lattice;

  constructor(private readonly parts: DiscoveryParts, private readonly routes: readonly IngressRoute[]) {
    const { spec } = parts;
    this.serviceConnect = new ServiceConnect(parts);
    const cloudMap = discoveryOf(spec, 'cloudMap');
    this.cloudMap = cloudMap && new CloudMap(parts, cloudMap);
    const lattice = discoveryOf(spec, 'lattice');
    this.lattice = lattice && new Lattice(parts, lattice);
  }

  /** The address for a visitor: by the first way that it understands. */
  public offer(visitor: WorkloadPlacement, given: number | undefined): Offer {
    const { owner, spec } = this.parts;
    const port = given === undefined ? mainPort(spec) : tcpPorts(spec).find(candidate => candidate.port === given);
    if (!port) {
      refuse(owner, [given === undefined
        ? finding('NoPortToConnectTo', 'connectTo', { workload: spec.name })
        : finding('PortNotOffered', 'connectTo.port', { workload: spec.name, given, offered: tcpPorts(spec).map(candidate => candidate.port) })]);
    }
    const outside = (visitor as Outsider)._outsideMesh?.(spec.name) ?? [];
    const kinds: readonly DiscoverySpec['kind'][] = spec.discovery.length > 0 ? spec.discovery.map(({ kind }) => kind) : ['serviceConnect'];
    for (const kind of kinds) {
      const offer = this.offerBy(kind, port!, outside.length > 0);
      if (offer) {
        return { ...offer, portName: port === mainPort(spec) ? undefined : port!.name };
      }
    }
    const internal = spec.exposures.findIndex(exposure => exposure.audience === 'internal' && exposure.port === port!.port);
    const route = this.routes[internal];
    return route ? { via: 'loadBalancer', url: route.url, suffix: 'URL', host: spec.name, door: port!.port } : this.refuseTo(visitor, port!, outside);
  }

  /** What the proxies count of the requests to a port. */
  public metric(metricName: string, { port: given, caller, ...options }: ServiceConnectMetricOptions): cloudwatch.Metric {
    const { owner, spec, service } = this.parts;
    const port = given === undefined ? mainPort(spec) : tcpPorts(spec).find(candidate => candidate.port === given);
    if (!port || !this.serviceConnect.offers(port)) {
      refuse(owner, [finding('PortNotOffered', 'port', { workload: spec.name, given: given ?? 0, offered: tcpPorts(spec).map(candidate => candidate.port) })]);
    }
    const counted = ({ cluster: { clusterName }, serviceName }: ecs.BaseService) => ({ clusterName, serviceName });
    const calling = (caller?.placement as { readonly service?: ecs.BaseService } | undefined)?.service;
    return serviceConnectMetric(metricName, discoveryName(spec, port!), counted(service), calling && counted(calling), options);
  }

  /** Opens the way to an address, and has whoever needs to wait for the workload do so. */
  public admit({ network, role, construct, startsLater }: Visitor, { via, door, isDoorFixed, host }: Offer): void {
    const { ground, spec, service } = this.parts;
    const waits = ground._startOrder.wait(construct, service);
    const isToken = via === 'lattice' || via === 'loadBalancer';
    if (isToken && !waits && Stack.of(construct) !== Stack.of(service)) {
      refuse(construct, [finding('ConnectedInCircle', 'connectTo', { from: construct.node.path, to: spec.name })]);
    }
    if (waits && startsLater) {
      construct.node.addDependency(service);
    }
    if (via === 'lattice') {
      this.admitThroughLattice(network, role);
    } else if (via !== 'loadBalancer') {
      // The rule belongs to the stack that waits for the other one anyway. Going out needs none: the tasks may go anywhere.
      this.parts.network.letIn(network, door, securityGroupText(`to ${host}`), waits, isDoorFixed);
    }
  }

  private offerBy(kind: DiscoverySpec['kind'], port: PortSpec, isOutside: boolean): Offer | undefined {
    const { spec, ground } = this.parts;
    switch (kind) {
      case 'serviceConnect': {
        if (isOutside || !this.serviceConnect.offers(port)) {
          return undefined;
        }
        const { name: host, clientPort, ingressPort } = this.serviceConnect.offer(port);
        // Programs speak to the proxy beside them, and that in plain text: what is encrypted is between the proxies.
        return {
          ...addressed('serviceConnect', schemeOf(port), host, clientPort), door: ingressPort ?? port.port, isDoorFixed: ingressPort !== undefined,
        };
      }
      case 'cloudMap': {
        if (!this.cloudMap!.offers(port)) {
          return undefined;
        }
        const offer = addressed('cloudMap', schemeOf(port), `${spec.name}.${ground._discovery.namespaceName}`, port.port);
        return { ...offer, door: port.port, ...this.cloudMap!.record === 'SRV' && { url: offer.host, suffix: 'SRV' } };
      }
      case 'lattice':
        return port === this.lattice!.port
          ? { ...addressed('lattice', schemeOf(port, true), this.lattice!.service.attrDnsEntryDomainName, LATTICE_PORT), door: port.port } : undefined;
    }
  }

  /** Lattice lets in whom the platform lets come to it, and then asks who it is. */
  private admitThroughLattice(from: TaskNetwork, role: iam.IRole): void {
    const { ground, spec } = this.parts;
    const { securityGroup } = ground._discovery.lattice;
    from.groups.forEach(group => securityGroup.addIngressRule(group, ec2.Port.tcp(LATTICE_PORT), securityGroupText(`to ${spec.name}`), true));
    if (this.lattice!.isGuarded) {
      letInvoke(role, this.lattice!.service.attrArn);
    }
  }

  /** Either nobody may have the port, or this visitor understands none of the names under which others have it. */
  private refuseTo(visitor: WorkloadPlacement, port: PortSpec, outside: readonly Finding[]): never {
    const { spec } = this.parts;
    const offered = tcpPorts(spec).filter(candidate => this.offers(candidate)).map(candidate => candidate.port);
    refuse(visitor.node.scope ?? visitor, offered.includes(port.port)
      ? [...outside] : [finding('PortNotOffered', 'connectTo.port', { workload: spec.name, given: port.port, offered })]);
    throw new Error('refused');
  }

  private offers(port: PortSpec): boolean {
    const asksForProxies = this.parts.spec.discovery.length === 0 || discoveryOf(this.parts.spec, 'serviceConnect') !== undefined;
    return (asksForProxies && this.serviceConnect.offers(port)) || this.cloudMap?.offers(port) === true || this.lattice?.port === port;
  }
}

/** What a program writes to get there. */
function addressed(via: Offer['via'], scheme: string, host: string, port: number): Omit<Offer, 'door'> {
  return { via, url: `${scheme}://${host}:${port}`, suffix: 'URL', host };
}

/** Whoever signs requests needs the right to send them. */
function letInvoke(role: iam.IRole, serviceArn: string): void {
  const resource = `${serviceArn}/*`;
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['vpc-lattice-svcs:Invoke'], resources: [resource] }));
  acknowledge(role, `AwsSolutions-IAM5[Resource::${asTold(role, resource)}]`, 'The right to call a service is the right to every path of it.');
}
