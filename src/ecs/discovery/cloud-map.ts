import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import { CloudMapSpec, PortSpec } from '../../model';
import { hasOwnAddress } from '../task-network';
import { DiscoveryParts, mainPort } from './parts';

/**
 * The workload's name in the private zone of the platform. ECS enters each task when it is well, and takes it out again.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export class CloudMap {
  public readonly service: servicediscovery.Service;

  /** Addresses, or addresses and ports. */
  public readonly record: 'A' | 'SRV';

  private readonly port?: PortSpec;

  constructor({ scope, ground, spec, service, network, containers }: DiscoveryParts, way: CloudMapSpec) {
    this.record = recordOf(way, network.mode);
    const all = spec.containers.flatMap(container => container.ports.map(port => ({ port, container: container.name })));
    const told = all.find(({ port }) => way.port === undefined ? port === mainPort(spec) : port.port === way.port);
    this.port = told?.port;
    this.service = new servicediscovery.Service(scope, 'CloudMapService', {
      namespace: ground._discovery.privateDns,
      name: spec.name,
      description: `Tasks of ${spec.name}`,
      dnsRecordType: servicediscovery.DnsRecordType[this.record],
      dnsTtl: way.ttl,
      // ECS says which tasks are well; a number of failures is asked for and not looked at.
      customHealthCheck: { failureThreshold: 1 },
    });
    service.associateCloudMapService({
      service: this.service,
      ...this.record === 'SRV' && { container: containers.find(({ containerName }) => containerName === told?.container), containerPort: told?.port.port },
    });
  }

  /** Whether an answer says how to get to the port: with addresses alone to any, with ports to the one that it tells. */
  public offers(port: PortSpec): boolean {
    return this.record === 'A' || port === this.port;
  }
}

/** Tasks behind a machine's address are told apart by their ports. */
export function recordOf({ record }: CloudMapSpec, mode: ecs.NetworkMode): 'A' | 'SRV' {
  return record ?? (hasOwnAddress(mode) ? 'A' : 'SRV');
}
