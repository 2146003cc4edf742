import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, Size, Stack, Tags } from 'aws-cdk-lib/core';
import { EcsPlatform } from '../../../src/ecs';
import { Egress, Network } from '../../../src/network';
import { Capacity, Exposure, InstancePurchase, ManagedInstancesCapacityOptions, ManagedInstancesScaleIn, OperatingSystem } from '../../../src/vocabulary';
import { existingVpc, ground, Made, only, refusals, refused, resources, service, SETTINGS, statementsOf, templates, web } from '../support';

type Options = Partial<ManagedInstancesCapacityOptions>;

/** A service on Managed Instances called `big`. */
function onManaged(options: Options = {}): Made {
  return web({ ecs: { capacity: [Capacity.managedInstances({ name: 'big', ...options })] } });
}

function providerOf(made: Made): Record<string, any> {
  return only(made.template, 'AWS::ECS::CapacityProvider');
}

function launchTemplateOf(options: Options): Record<string, any> {
  return providerOf(onManaged(options)).ManagedInstancesProvider.InstanceLaunchTemplate;
}

function infrastructureOf(options: Options): Record<string, any>[] {
  return statementsOf(onManaged(options).template, 'PlatformCapacitybigInfrastructureRole');
}

describe('Managed Instances', () => {
  test('belong to the cluster from their first moment on, without an association, which the API would refuse', () => {
    const made = onManaged();

    const [clusterId] = Object.keys(made.template.findResources('AWS::ECS::Cluster'));
    expect(providerOf(made).ClusterName).toEqual({ Ref: clusterId });
    made.template.resourceCountIs('Custom::ContainerCapacityLink', 0);
  });

  test('are what the strategy of the service names, so that it comes after them and goes before them', () => {
    const { template } = onManaged();

    const [providerId] = Object.keys(template.findResources('AWS::ECS::CapacityProvider'));
    const rendered = only(template, 'AWS::ECS::Service');
    expect(rendered.CapacityProviderStrategy).toEqual([{ CapacityProvider: { Ref: providerId }, Weight: 1 }]);
    expect(rendered.LaunchType).toBeUndefined();
  });

  test('are made once, however many workloads name them', () => {
    const on = ground();
    const big = Capacity.managedInstances({ name: 'big' });
    const platform = on.platform({ capacity: [big] });

    expect(platform.managedInstancesCapacity(big)).toBe(platform.managedInstancesCapacity(big.withShare({ weight: 3 })));
  });

  test('may be in another stack than what runs on them', () => {
    const on = ground();
    const big = Capacity.managedInstances({ name: 'big' });
    const platform = on.platform({ capacity: [big] });
    const services = new Stack(on.app, 'Services');
    service(services, 'Api', platform);

    const [made] = templates(on).flatMap(template => resources(template, 'AWS::ECS::Service'));
    expect(made.CapacityProviderStrategy).toEqual([{ CapacityProvider: expect.anything(), Weight: 1 }]);
    expect(services.dependencies).toContain(on.stack);
  });

  test.each(['AWS-shop', 'EcsShop', 'fargate-shop'])('have a name that ECS does not refuse in the stack %s, and another one when they are replaced', stackName => {
    const nameWith = (options: Options) => {
      const stack = new Stack(ground().app, stackName, { stackName });
      new EcsPlatform(stack, 'Platform', { vpc: existingVpc(stack) }).addCapacity(Capacity.managedInstances({ name: 'big', ...options }));
      return only(Template.fromStack(stack), 'AWS::ECS::CapacityProvider').Name;
    };

    expect(nameWith({})).not.toMatch(/^(aws|ecs|fargate)/i);
    expect(new Set([{}, { purchase: InstancePurchase.spot() }, { fips: true }].map(nameWith)).size).toBe(3);
  });

  test('run in the subnets for workloads, behind a security group that lets nothing in', () => {
    const made = onManaged();

    const { NetworkConfiguration } = providerOf(made).ManagedInstancesProvider.InstanceLaunchTemplate;
    expect(NetworkConfiguration.Subnets).toEqual(['subnet-private-a', 'subnet-private-b']);
    expect(NetworkConfiguration.SecurityGroups).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^PlatformCapacitybigSecurityGroup/), 'GroupId'] }]);
    const group = resources(made.template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Managed Instances of big')!;
    expect(group.SecurityGroupIngress).toBeUndefined();
  });

  test('say everything that a flag or a default could change', () => {
    expect(providerOf(onManaged()).ManagedInstancesProvider).toMatchObject({
      PropagateTags: 'CAPACITY_PROVIDER',
      AutoRepairConfiguration: { ActionsStatus: 'ENABLED' },
      InstanceLaunchTemplate: { CapacityOptionType: 'ON_DEMAND', Monitoring: 'BASIC' },
    });
  });

  test.each<[string, Options, Record<string, unknown>]>([
    ['of certain types', { instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4), allowedInstanceTypes: ['m7g.*'] } },
      { InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 }, AllowedInstanceTypes: ['m7g.*'] } }],
    ['on spare capacity', { purchase: InstancePurchase.spot() }, { CapacityOptionType: 'SPOT' }],
    ['with a larger volume', { taskVolumeSize: Size.gibibytes(200) }, { StorageConfiguration: { StorageSizeGiB: 200 } }],
    ['with disks of their own', { localStorage: true }, { LocalStorageConfiguration: { UseLocalStorage: true } }],
    ['measured closely', { detailedMonitoring: true }, { Monitoring: 'DETAILED' }],
    ['that know their tags', { tagsInMetadata: true }, { InstanceMetadataTagsPropagation: true }],
    ['with validated cryptography', { fips: true }, { FipsEnabled: true }],
    ['in other subnets', { subnets: { subnetType: ec2.SubnetType.PUBLIC } }, { NetworkConfiguration: { Subnets: ['subnet-public-a', 'subnet-public-b'] } }],
  ])('may be %s', (_, options, expected) => {
    expect(launchTemplateOf(options)).toMatchObject(expected);
  });

  test.each<[string, InstancePurchase, Record<string, unknown>]>([
    ['only', InstancePurchase.reserved(), { ReservationPreference: 'RESERVATIONS_ONLY' }],
    ['of a group', InstancePurchase.reserved({ resourceGroupArn: 'arn:aws:resource-groups:eu-west-1:111122223333:group/gpus' }),
      { ReservationPreference: 'RESERVATIONS_ONLY', ReservationGroupArn: 'arn:aws:resource-groups:eu-west-1:111122223333:group/gpus' }],
    ['as long as there are any', InstancePurchase.reserved({ orOnDemand: true }), { ReservationPreference: 'RESERVATIONS_FIRST' }],
  ])('may be those of reservations, %s', (_, purchase, expected) => {
    const template = launchTemplateOf({ purchase, instanceRequirements: { vCpuCountMin: 1, memoryMin: Size.gibibytes(1) } });

    expect(template.CapacityOptionType).toBe('RESERVED');
    expect(template.CapacityReservations).toEqual(expected);
  });

  test.each<[string, ManagedInstancesScaleIn, number]>([
    ['after a while', ManagedInstancesScaleIn.after(Duration.minutes(5)), 300],
    ['at once', ManagedInstancesScaleIn.after(Duration.seconds(0)), 0],
    ['never', ManagedInstancesScaleIn.never(), -1],
  ])('are taken away %s', (_, scaleIn, seconds) => {
    expect(providerOf(onManaged({ scaleIn })).ManagedInstancesProvider.InfrastructureOptimization).toEqual({ ScaleInAfter: seconds });
  });

  test('may be left impaired, and without tags', () => {
    expect(providerOf(onManaged({ autoRepair: false, propagateTags: false })).ManagedInstancesProvider).toMatchObject({
      PropagateTags: 'NONE', AutoRepairConfiguration: { ActionsStatus: 'DISABLED' },
    });
  });

  test('carry the tags of the platform by way of the capacity provider', () => {
    const made = onManaged();
    Tags.of(made.ecsPlatform).add('team', 'orders');

    expect(providerOf(made).Tags).toContainEqual({ Key: 'team', Value: 'orders' });
  });

  test.each(SETTINGS)('are made with %s', (_, setting) => {
    const on = ground(setting);
    on.platform().addCapacity(Capacity.managedInstances({ name: 'big' }));

    expect(templates(on)).toHaveLength(1);
  });
});

describe('Managed Instances in a network of the platform', () => {
  const { ECS, ECS_AGENT, ECS_TELEMETRY } = ec2.InterfaceVpcEndpointAwsService;
  const AGENTS = [ECS, ECS_AGENT, ECS_TELEMETRY];
  const goesAfter = (egress: Egress) => {
    const on = ground();
    const network = new Network(on.stack, 'Network', { egress, interfaceEndpoints: egress._services.length > 0 ? AGENTS : undefined });
    on.platform({ vpc: undefined, network }).addCapacity(Capacity.managedInstances({ name: 'big' }));
    const [{ DependsOn }] = Object.values(templates(on)[0].findResources('AWS::ECS::CapacityProvider'));
    return { network, goes: (DependsOn as string[]).map(id => id.replace(/[0-9A-F]{8}$/, '')) };
  };

  test('are gone before their way out is: otherwise they would stay registered, and the cluster with them', () => {
    const { goes } = goesAfter(Egress.singleNat());

    expect(goes).toEqual(expect.arrayContaining([
      'NetworkVpcprivateSubnet1DefaultRoute', 'NetworkVpcprivateSubnet1RouteTableAssociation', 'NetworkVpcpublicSubnet1RouteTableAssociation',
    ]));
  });

  test('are refused where they would not reach ECS', () => {
    const on = ground();
    const network = new Network(on.stack, 'Network', { egress: Egress.endpointsOnly({ onDemand: false }), interfaceEndpoints: [ECS_AGENT] });
    const platform = on.platform({ vpc: undefined, network });

    const [finding] = refused(() => platform.addCapacity(Capacity.managedInstances({ name: 'big' })));
    expect(finding.code).toBe('CapacityOutOfReach');
    expect(finding.what).toContain("'big' cannot reach ecs, ecs-telemetry in");
  });

  test('are gone before the endpoints are, where there is no other way', () => {
    const { goes, network } = goesAfter(Egress.endpointsOnly());

    expect(network.interfaceEndpoints.length).toBeGreaterThan(0);
    expect(goes.filter(id => /Endpoint|Ecs|Ecr/i.test(id)).length).toBeGreaterThanOrEqual(network.interfaceEndpoints.length);
  });
});

describe('the role with which ECS launches Managed Instances', () => {
  test('passes exactly the role of the instances, and to EC2 only', () => {
    const pass = infrastructureOf({}).filter(({ Action }) => Action === 'iam:PassRole');

    expect(pass).toEqual([expect.objectContaining({
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformCapacitybigInstanceRole/), 'Arn'] },
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    })]);
  });

  test('launches into exactly the subnets and the security groups of the capacity', () => {
    const text = JSON.stringify(infrastructureOf({}));

    expect(text).toContain(':subnet/subnet-private-a');
    expect(text).not.toContain(':subnet/*');
    expect(text).not.toContain(':security-group/*');
  });

  test('makes and changes nothing that does not carry the mark of ECS', () => {
    const free = infrastructureOf({}).filter(({ Action, Condition }) => !Condition
      && [Action].flat().some((action: string) => !action.startsWith('ec2:Describe')));

    // Only where instances go and what they start from: a subnet, a security group, an image.
    expect(free.map(({ Action }) => Action)).toEqual([['ec2:CreateFleet', 'ec2:RunInstances']]);
    expect(JSON.stringify(free)).not.toMatch(/:(instance|volume|launch-template|fleet)\//);
  });

  test('makes the role of spare capacity only where it is used', () => {
    const creates = (options: Options) => infrastructureOf(options).filter(({ Action }) => Action === 'iam:CreateServiceLinkedRole').length;

    expect(creates({})).toBe(0);
    expect(creates({ purchase: InstancePurchase.spot() })).toBe(1);
  });

  test('uses reservations only where they are asked for', () => {
    const instanceRequirements = { vCpuCountMin: 1, memoryMin: Size.gibibytes(1) };

    expect(JSON.stringify(infrastructureOf({ instanceRequirements }))).not.toContain('capacity-reservation');
    expect(JSON.stringify(infrastructureOf({ instanceRequirements, purchase: InstancePurchase.reserved() }))).toContain('capacity-reservation');
  });

  test('uses the key of the volumes through EC2 only', () => {
    const key = kms.Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/volumes');
    const statements = infrastructureOf({ volumeKey: key }).filter(({ Resource }) => Resource === key.keyArn);

    expect(statements).toHaveLength(2);
    statements.forEach(({ Condition }) => expect(Object.keys(Condition.StringEquals)).toEqual(['kms:ViaService']));
  });

  test('may be your own, with instances of your own profile', () => {
    const made = web(({ stack }) => ({
      ecs: {
        capacity: [Capacity.managedInstances({
          name: 'big',
          infrastructureRole: iam.Role.fromRoleName(stack, 'Infrastructure', 'infrastructure'),
          instanceProfile: iam.InstanceProfile.fromInstanceProfileName(stack, 'Profile', 'ecsInstanceRole'),
        })],
      },
    }));

    const roles = Object.keys(made.template.findResources('AWS::IAM::Role'));
    expect(roles.filter(id => id.startsWith('PlatformCapacity'))).toEqual([]);
    expect(JSON.stringify(providerOf(made))).toContain('role/infrastructure');
  });
});

describe('the role of Managed Instances', () => {
  test('is part of this cluster and of no other', () => {
    const statements = statementsOf(onManaged().template, 'PlatformCapacitybigInstanceRole');

    const everywhere = statements.filter(({ Resource }) => Resource === '*');
    expect(everywhere.map(({ Action }) => Action)).toEqual(['ecs:DiscoverPollEndpoint']);
    statements.filter(({ Resource }) => Resource !== '*').forEach(({ Resource }) => expect(JSON.stringify(Resource)).toContain('PlatformCluster'));
  });

  test('pulls no image and writes no log, which execution roles do', () => {
    expect(JSON.stringify(statementsOf(onManaged().template, 'PlatformCapacitybigInstanceRole'))).not.toMatch(/ecr:|logs:/);
  });
});

describe('what cannot be', () => {
  const requirements = (given: Partial<ec2.InstanceRequirementsConfig>): Options =>
    ({ instanceRequirements: { vCpuCountMin: 1, memoryMin: Size.gibibytes(1), ...given } });

  test.each<[string, Options, string[]]>([
    ['a name with spaces', { name: 'Big ones' }, ['CapacityName ecs.capacity[0].name']],
    ['a tiny volume', { taskVolumeSize: Size.gibibytes(20) }, ['CapacityValueOutOfRange ecs.capacity[0].taskVolumeSize']],
    ['a volume of half a GiB more', { taskVolumeSize: Size.mebibytes(80.5 * 1024) }, ['CapacityValueOutOfRange ecs.capacity[0].taskVolumeSize']],
    ['two hours of waiting', { scaleIn: ManagedInstancesScaleIn.after(Duration.hours(2)) }, ['CapacityValueOutOfRange ecs.capacity[0].scaleIn']],
    ['bounds in the wrong order', requirements({ vCpuCountMin: 8, vCpuCountMax: 4 }), ['ManagedInstancesBounds ecs.capacity[0].instanceRequirements.vCpuCountMin']],
    ['both kinds of lists', requirements({ allowedInstanceTypes: ['m7g.*'], excludedInstanceTypes: ['t*'] }),
      ['ManagedInstancesEitherOr ecs.capacity[0].instanceRequirements.excludedInstanceTypes']],
    ['reservations of anything', { purchase: InstancePurchase.reserved() }, ['ManagedInstancesReservationsUnnamed ecs.capacity[0].instanceRequirements']],
    ['a group of reservations and more', { ...requirements({}), purchase: InstancePurchase.reserved({ orOnDemand: true, resourceGroupArn: 'arn' }) },
      ['ManagedInstancesEitherOr ecs.capacity[0].purchase']],
    ['a profile nobody knows the role of', { instanceProfile: iam.InstanceProfile.fromInstanceProfileName(new Stack(), 'Profile', 'p') },
      ['ManagedInstancesProfileWithoutRole ecs.capacity[0].instanceProfile']],
    ['instances that are too small', requirements({ memoryMin: Size.mebibytes(512), memoryMax: Size.mebibytes(512) }), ['ManagedInstancesTooSmall ecs.capacity[0]']],
    ['another processor', requirements({ cpuManufacturers: [ec2.CpuManufacturer.AWS] }), ['ManagedInstancesOtherProcessor ecs.capacity[0]']],
  ])('is refused: %s', (_, options, expected) => {
    expect(refusals(() => onManaged(options))).toEqual(expected);
  });

  test('is a load balancer in front of tasks that have the address of their instance, which ECS registers nowhere', () => {
    const props = (exposures: Exposure[]) => ({
      exposures, ecs: { capacity: [Capacity.managedInstances({ name: 'big' })], networkMode: ecs.NetworkMode.HOST },
    });

    expect(refusals(() => web(props([Exposure.internal()])))).toEqual(['LaunchTypeHasNot ecs.networkMode']);
    expect(only(web(props([])).template, 'AWS::ECS::TaskDefinition').NetworkMode).toBe('host');
  });

  test('is Windows', () => {
    expect(refusals(() => web({
      ecs: { capacity: [Capacity.managedInstances({ name: 'big' })] }, operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE,
    }))).toContain('LaunchTypeHasNot operatingSystem');
  });

  test('is a second capacity of the same name', () => {
    const platform = ground().platform();
    platform.addCapacity(Capacity.managedInstances({ name: 'big' }));

    expect(refusals(() => platform.addCapacity(Capacity.managedInstances({ name: 'big' })))).toEqual(['CapacityNameTaken name']);
  });

  test('is asking for Managed Instances that are something else', () => {
    const platform = ground().platform();

    expect(refusals(() => platform.managedInstancesCapacity(Capacity.fargate()))).toEqual(['CapacityOfOtherKind choice']);
  });

  test('is a name that cannot be, also when the constructs are asked for before anything names it', () => {
    const platform = ground().platform();

    expect(refusals(() => platform.managedInstancesCapacity(Capacity.managedInstances({ name: 'Big ones' })))).toEqual(['CapacityName choice.name']);
    expect(refusals(() => platform.externalCapacity(Capacity.external({ name: 'Ware house' })))).toEqual(['CapacityName choice.name']);
  });
});

test('other kinds of capacity are beside them, and nothing that tells the cluster of those tells it of them: the API would refuse that', () => {
  const on = ground();
  const platform = on.platform({ capacity: [Capacity.fargate()] });
  platform.addCapacity(Capacity.managedInstances({ name: 'big' }));
  platform.addCapacity(Capacity.ec2({ name: 'own' }));

  const [template] = templates(on);
  const [managed] = Object.entries(template.findResources('AWS::ECS::CapacityProvider')).find(([, { Properties }]) => Properties.ManagedInstancesProvider)!;
  expect(JSON.stringify(template.toJSON().Resources)).not.toContain(`{"Ref":"${managed}"}`);
});
