import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { aliasOf, checkName, discoveryName } from './names';
import { DiscoveryParts, tcpPorts } from './parts';
import { outsideMesh } from './proxy';
import { connectionSection } from './section';
import { makeTlsRole } from './tls-role';
import { finding, refuse } from '../../findings';
import { discoveryOf, EndpointSpec, PortSpec, ServiceConnectSpec, TestTrafficSpec } from '../../model';
import { DEFAULTS } from '../../model/defaults';

/**
 * The workload's part in Service Connect: which names it offers, and whether it may use those of others.
 *
 * Unless the workload asks for it, it is off until a connection is made, because each task then gets a proxy that takes some of its
 * processor and memory.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
 */
export class ServiceConnect {
  /** With which ECS has certificates issued. Undefined without TLS. */
  public readonly role?: iam.Role;

  private readonly asked?: ServiceConnectSpec;
  private readonly offered = new Map<PortSpec, EndpointSpec>();

  constructor(private readonly parts: DiscoveryParts) {
    const { scope, spec, ground, service } = parts;
    this.asked = discoveryOf(spec, 'serviceConnect');
    if (this.asked?.tls) {
      this.role = makeTlsRole(scope, spec.name, this.asked.tls, ground.encryptionKey);
      service.node.addDependency(this.role);
    }
    if (this.asked) {
      const { endpoints } = this.asked;
      tcpPorts(spec).filter(({ port }) => endpoints.some(endpoint => endpoint.port === port)).forEach(port => this.publish(port));
      this.render();
    }
  }

  /** Whether others may have the port: any, unless the workload lists those they may. */
  public offers({ port }: PortSpec): boolean {
    return this.asked === undefined || this.asked.endpoints.some(endpoint => endpoint.port === port);
  }

  /** Publishes a port, and says how others write it. */
  public offer(port: PortSpec): EndpointSpec {
    this.publish(port);
    this.render();
    return this.offered.get(port)!;
  }

  /** Lets the workload resolve the names of others. */
  public use(): void {
    this.render();
  }

  private publish(port: PortSpec): void {
    const { owner, scope, spec, service, ground } = this.parts;
    const endpoint = aliasOf(spec, port, this.asked?.endpoints ?? []);
    const name = discoveryName(spec, port);
    refuse(owner, checkName('discovery', name, 'workloadName'));
    for (const key of new Set([name, ...endpoint.name === spec.name ? [] : [`${endpoint.name}:${endpoint.clientPort}`]])) {
      const taken = ground._names.get(key) ?? owner;
      if (taken !== owner) {
        refuse(owner, [finding('NameOffered', 'workloadName', { name: key, owner: taken.node.path })]);
      }
      ground._names.set(key, owner);
    }
    if (!this.offered.has(port)) {
      this.offered.set(port, endpoint);
      ground._observe(scope, connectionSection(name, port, service));
    }
  }

  private render(): void {
    const { owner, ground, spec, service, network } = this.parts;
    refuse(owner, outsideMesh(spec, network, ground.capacity));
    const namespace = ground.cluster.defaultCloudMapNamespace;
    if (!namespace) {
      refuse(owner, [finding('NoNamespace', 'connectTo', { platform: ground.node.path })]);
    }
    (service.node.defaultChild as ecs.CfnService).serviceConnectConfiguration = {
      enabled: true,
      namespace: namespace!.namespaceArn,
      services: this.offered.size === 0 ? undefined : [...this.offered].map(([port, endpoint]) => this.renderService(port, endpoint)),
      logConfiguration: this.renderLogs(),
      accessLogConfiguration: this.asked?.accessLogs && {
        format: this.asked.accessLogs.toUpperCase(),
        includeQueryParameters: this.asked.logQueryParameters ? 'ENABLED' : 'DISABLED',
      },
    };
  }

  private renderService(port: PortSpec, { name, clientPort, ingressPort }: EndpointSpec): ecs.CfnService.ServiceConnectServiceProperty {
    const { spec, ground } = this.parts;
    const { tls, idleTimeout, requestTimeout } = this.asked ?? {};
    const key = tls && (tls.key?.value as { keyArn: string } | undefined ?? ground.encryptionKey);
    const testTrafficRules = renderTestTraffic(spec.rollout.kind === 'shifting' && port.application ? spec.rollout.testTraffic : undefined);
    return {
      portName: port.name,
      discoveryName: discoveryName(spec, port),
      clientAliases: [{ port: clientPort, dnsName: name, ...testTrafficRules && { testTrafficRules } }],
      ingressPortOverride: ingressPort,
      timeout: idleTimeout || requestTimeout
        ? { idleTimeoutSeconds: seconds(idleTimeout), perRequestTimeoutSeconds: seconds(requestTimeout) } : undefined,
      tls: tls && { issuerCertificateAuthority: { awsPcaAuthorityArn: tls.authorityArn }, kmsKey: key?.keyArn, roleArn: this.role!.roleArn },
    };
  }

  /** What the proxies say belongs to what the containers say. */
  private renderLogs(): ecs.CfnService.LogConfigurationProperty | undefined {
    const { logGroup, spec, service } = this.parts;
    return logGroup && {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroup.logGroupName,
        'awslogs-region': Stack.of(service).region,
        'awslogs-stream-prefix': `${spec.name}-proxy`,
        // Requests never wait for the log of what carries them.
        'mode': 'non-blocking',
        'max-buffer-size': `${DEFAULTS.logging.bufferMiB}m`,
      },
    };
  }
}

/** The header by which proxies tell who wants to see the new version. */
function renderTestTraffic(traffic: TestTrafficSpec | undefined): ecs.CfnService.ServiceConnectTestTrafficRulesProperty | undefined {
  return traffic?.kind === 'header' ? { header: { name: traffic.name, value: { exact: traffic.value } } } : undefined;
}

function seconds(duration: Duration | undefined): number | undefined {
  return duration?.toSeconds();
}

