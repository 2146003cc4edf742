/** Names of services: Cloud Map, Service Connect and VPC Lattice. What is in use cannot go, and names are there once. */
import { JsonObject } from '../../engine/values';
import { Account } from '../account';
import { ModelContext, ModelTable, text } from '../model';
import { arnOf } from '../naming';

type Live = ReturnType<Account['live']>[number];

const objects = (value: unknown): JsonObject[] => Array.isArray(value) ? value as JsonObject[] : [];
const mesh = ({ properties }: { readonly properties: JsonObject }): JsonObject => (properties.ServiceConnectConfiguration ?? {}) as JsonObject;

/** Refuses to delete what something else still refers to. */
function inUse(account: Account, type: string, refers: (live: Live) => boolean, said: (owner: Live) => string): void {
  const owner = account.live(type).find(refers);
  if (owner) { throw new Error(`${said(owner)} (${owner.logicalId} in stack ${owner.stackName})`); }
}

/** What ECS refuses about the names of a service: ports that are not there, names that others have, registries that are gone. */
export function checkDiscovery(account: Account, properties: JsonObject, own?: string): void {
  const definition = account.live('AWS::ECS::TaskDefinition').find(({ physicalId }) => physicalId === text(properties.TaskDefinition));
  const ports = objects(definition?.properties.ContainerDefinitions).flatMap(container => objects(container.PortMappings));
  const offered = objects(mesh({ properties }).Services);
  const names = [...offered, ...objects(properties.VpcLatticeConfigurations)].map(({ PortName }) => text(PortName));
  const unknown = definition && names.find(name => !ports.some(({ Name }) => Name === name));
  if (unknown) {
    throw new Error(`Invalid request provided: The portName(${unknown}) does not refer to any named portMapping. (Error Code: InvalidParameterException)`);
  }
  for (const { DiscoveryName: name, Timeout: timeout, PortName: port } of offered) {
    const others = account.live('AWS::ECS::Service').filter(live => live.physicalId !== own && mesh(live).Namespace === mesh({ properties }).Namespace);
    if (others.some(live => objects(mesh(live).Services).some(service => service.DiscoveryName === name))) {
      throw new Error(`Invalid request provided: Service discovery name ${text(name)} is already used in the namespace. (Error Code: InvalidParameterException)`);
    }
    const isPlain = ports.find(({ Name }) => Name === port)?.AppProtocol === undefined;
    if (isPlain && (timeout as JsonObject | undefined)?.PerRequestTimeoutSeconds !== undefined) {
      throw new Error('Invalid request provided: perRequestTimeout is not supported for TCP. (Error Code: InvalidParameterException)');
    }
  }
  for (const { RegistryArn: arn } of objects(properties.ServiceRegistries)) {
    if (!account.live('AWS::ServiceDiscovery::Service').some(live => live.attributes.Arn === arn)) {
      throw new Error(`Invalid request provided: Service registry ${text(arn)} was not found. (Error Code: InvalidParameterException)`);
    }
  }
}

const latticeId = (prefix: string) => (context: ModelContext): string => `${prefix}-${context.account.random(17)}`;
const latticeArn = (kind: string, context: ModelContext, id: string): string =>
  `arn:${context.account.partition}:vpc-lattice:${context.account.region}:${context.account.id}:${kind}/${id}`;

/** Services of Lattice call resources by id, and their templates by either. */
const names = (resource: { readonly physicalId: string; readonly attributes: JsonObject }, given: unknown): boolean =>
  [resource.physicalId, resource.attributes.Id, resource.attributes.Arn].includes(given as string);

export const discovery: ModelTable = {
  'AWS::ServiceDiscovery::PrivateDnsNamespace': {
    check: ({ account, properties }, current) => {
      const twin = account.live('AWS::ServiceDiscovery::PrivateDnsNamespace').find(live => live.physicalId !== current?.physicalId
        && live.properties.Name === properties.Name && live.properties.Vpc === properties.Vpc);
      if (twin) { throw new Error(`The VPC is already associated with another private hosted zone that has an overlapping name space. (${twin.logicalId})`); }
    },
    deleting: (account, { physicalId }) => inUse(account, 'AWS::ServiceDiscovery::Service', ({ properties }) => properties.NamespaceId === physicalId
      || ((properties.DnsConfig ?? {}) as JsonObject).NamespaceId === physicalId, () => 'The specified namespace contains one or more services. ResourceInUse'),
  },
  'AWS::ServiceDiscovery::Service': {
    attributes: (context, id) => ({ Id: id, Arn: arnOf(context, id), Name: text(context.properties.Name) ?? id }),
    deleting: (account, { attributes }) => inUse(account, 'AWS::ECS::Service',
      ({ properties }) => objects(properties.ServiceRegistries).some(({ RegistryArn }) => RegistryArn === attributes.Arn),
      () => 'The specified service can\'t be deleted because it contains one or more instances. ResourceInUse'),
  },
  'AWS::VpcLattice::ServiceNetwork': {
    physicalId: latticeId('sn'),
    attributes: (context, id) => ({ Id: id, Arn: latticeArn('servicenetwork', context, id) }),
    deleting: (account, resource) => ['AWS::VpcLattice::ServiceNetworkServiceAssociation', 'AWS::VpcLattice::ServiceNetworkVpcAssociation'].forEach(type =>
      inUse(account, type, ({ properties }) => names(resource, properties.ServiceNetworkIdentifier), () => 'Service network has associations. ConflictException')),
  },
  'AWS::VpcLattice::Service': {
    physicalId: latticeId('svc'),
    attributes: (context, id) => ({
      'Id': id,
      'Arn': latticeArn('service', context, id),
      'DnsEntry': { DomainName: `${id}.7d67968.vpc-lattice-svcs.${context.account.region}.on.aws`, HostedZoneId: 'Z0LATTICE' },
      'DnsEntry.DomainName': `${id}.7d67968.vpc-lattice-svcs.${context.account.region}.on.aws`,
    }),
    deleting: (account, resource) => inUse(account, 'AWS::VpcLattice::ServiceNetworkServiceAssociation',
      ({ properties }) => names(resource, properties.ServiceIdentifier), () => 'Service has associations. ConflictException'),
  },
  'AWS::VpcLattice::TargetGroup': {
    physicalId: latticeId('tg'),
    attributes: (context, id) => ({ Id: id, Arn: latticeArn('targetgroup', context, id) }),
    deleting: (account, resource) => {
      inUse(account, 'AWS::VpcLattice::Listener', ({ properties }) => JSON.stringify(properties.DefaultAction).includes(resource.physicalId),
        () => 'Target group is in use by a listener. ConflictException');
      inUse(account, 'AWS::ECS::Service', ({ properties }) => objects(properties.VpcLatticeConfigurations).some(({ TargetGroupArn }) => names(resource, TargetGroupArn)),
        () => 'Target group has registered targets. ConflictException');
    },
  },
};
