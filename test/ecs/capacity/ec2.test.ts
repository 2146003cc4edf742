import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import { EcsPlatform } from '../../../src/ecs';
import { Domain } from '../../../src/ingress';
import { Network } from '../../../src/network';
import { Architecture, Capacity, Ec2CapacityOptions, InstanceImage, PlatformProfile } from '../../../src/vocabulary';
import { exampleZone, existingVpc, Ground, ground, only, refusals, resources, service, SETTINGS, statementsOf, templates, web } from '../support';

interface Pool {
  readonly on: Ground;
  readonly template: Template;
  readonly group: Record<string, any>;
  readonly start: Record<string, any>;
  readonly provider: Record<string, any>;
}

/** Capacity on a platform of its own, and the resources it has become. */
function pool(options: Partial<Ec2CapacityOptions> = {}, on = ground(), profile = PlatformProfile.DEVELOPMENT): Pool {
  on.platform({ profile }).addCapacity(Capacity.ec2({ name: 'general', ...options }));
  const template = Template.fromStack(on.stack);
  return {
    on,
    template,
    group: only(template, 'AWS::AutoScaling::AutoScalingGroup'),
    start: only(template, 'AWS::EC2::LaunchTemplate').LaunchTemplateData,
    provider: only(template, 'AWS::ECS::CapacityProvider').AutoScalingGroupProvider,
  };
}

function types(...names: string[]): ec2.InstanceType[] {
  return names.map(name => new ec2.InstanceType(name));
}

/** Where the image is looked up. */
function imageOf({ template, start }: Pool): string {
  return template.toJSON().Parameters[start.ImageId.Ref].Default;
}

/** What instances are told, with the cluster's logical id in the place of its name. */
function toldAtStart({ start }: Pool): string {
  const [, parts] = start.UserData['Fn::Base64']['Fn::Join'];
  return parts.map((part: string | { Ref: string }) => typeof part === 'string' ? part : `<${part.Ref}>`).join('');
}

function updatePolicyOf({ template }: Pool): Record<string, any> {
  const [{ UpdatePolicy }] = Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
  return UpdatePolicy.AutoScalingInstanceRefresh?.Preferences;
}

describe('EC2 capacity', () => {
  test('is made once, however often it is named', () => {
    const on = ground();
    const choice = Capacity.ec2({ name: 'general' });
    const platform = on.platform({ capacity: [choice] });

    platform.addCapacity(choice.withShare({ weight: 3 }));
    service(on.stack, 'Api', platform, { ecs: { capacity: [choice] } });

    Template.fromStack(on.stack).resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1);
    const made = platform.ec2Capacity(choice);
    expect([made.autoScalingGroup, made.launchTemplate, made.capacityProvider, made.securityGroup, made.role]).not.toContain(undefined);
    expect(made.node.path).toBe('Shop/Platform/Capacity-general');
  });

  test.each(SETTINGS)('is the same with %s', (_, setting) => {
    const { start, group, provider, template } = pool({}, ground(setting));

    template.resourceCountIs('AWS::AutoScaling::LaunchConfiguration', 0);
    expect(start.MetadataOptions).toEqual({ HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1, HttpTokens: 'required' });
    expect(start.BlockDeviceMappings).toEqual([
      { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true, Encrypted: true, VolumeSize: 50, VolumeType: 'gp3' } },
    ]);
    expect(start.Monitoring).toEqual({ Enabled: true });
    expect(group).toMatchObject({ MinSize: '0', MaxSize: '10', NewInstancesProtectedFromScaleIn: true, MetricsCollection: [{ Granularity: '1Minute' }] });
    expect(group.DesiredCapacity).toBeUndefined();
    expect(provider).toMatchObject({
      ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100, MinimumScalingStepSize: 1, MaximumScalingStepSize: 10000, InstanceWarmupPeriod: 300 },
      ManagedTerminationProtection: 'ENABLED',
      ManagedDraining: 'ENABLED',
    });
  });

  test('that is of another kind cannot be asked for', () => {
    expect(refusals(() => ground().platform().ec2Capacity(Capacity.fargate()))).toEqual(['CapacityOfOtherKind choice']);
  });

  test('is checked wherever it is named', () => {
    const wrong = Capacity.ec2({ name: 'General', minInstances: -1 });

    expect(refusals(() => ground().platform().addCapacity(wrong))).toEqual(['CapacityName choice.name', 'Ec2CapacityOutOfRange choice.minInstances']);
    expect(refusals(() => web({}, { capacity: [wrong] }))).toEqual(['CapacityName capacity[0].name', 'Ec2CapacityOutOfRange capacity[0].minInstances']);
  });

  test('refuses workloads that its instances cannot run', () => {
    const capacity = [Capacity.ec2({ name: 'arm', architecture: Architecture.ARM64 })];

    expect(refusals(() => web({ ecs: { capacity } }))).toEqual(['Ec2CapacityRunsOther ecs.capacity[0]']);
    expect(() => web({ ecs: { capacity }, architecture: Architecture.ARM64 })).not.toThrow();
  });

  test('has a name of its own only where that of the stack would be refused', () => {
    const nameIn = (stackName: string) => {
      const stack = new Stack(new App(), stackName);
      const platform = new EcsPlatform(stack, 'Platform', { vpc: existingVpc(stack), domain: Domain.hostedZone(exampleZone(stack)) });
      platform.addCapacity(Capacity.ec2({ name: 'general' }));
      return only(Template.fromStack(stack), 'AWS::ECS::CapacityProvider').Name;
    };

    expect(nameIn('Shop')).toBeUndefined();
    expect(nameIn('EcsShop')).toMatch(/^on-EcsShopPlatform/);
  });
});

describe('the instances', () => {
  test.each<[string, Partial<Ec2CapacityOptions>, string[]]>([
    ['by default', {}, ['m6i.large', 'm5.large']],
    ['of an architecture', { architecture: Architecture.ARM64 }, ['m6g.large', 'm7g.large']],
    ['for GPUs', { image: InstanceImage.AMAZON_LINUX_2023_GPU }, ['g4dn.xlarge', 'g5.xlarge']],
    ['as they are named, in that order', { instanceTypes: types('r7i.large', 'c7i.large') }, ['r7i.large', 'c7i.large']],
  ])('are of these types %s', (_, options, expected) => {
    const { group } = pool(options);

    expect(group.MixedInstancesPolicy.LaunchTemplate.Overrides.map(({ InstanceType }: Record<string, string>) => InstanceType)).toEqual(expected);
    expect(group.MixedInstancesPolicy.InstancesDistribution.OnDemandAllocationStrategy).toBe('prioritized');
  });

  test('of a single type need no list', () => {
    const { group, start } = pool({ instanceTypes: types('m7i.large') });

    expect(group.MixedInstancesPolicy).toBeUndefined();
    expect(group.LaunchTemplate.Version).toEqual({ 'Fn::GetAtt': [group.LaunchTemplate.LaunchTemplateId.Ref, 'LatestVersionNumber'] });
    expect(start.InstanceType).toBe('m7i.large');
  });

  test('may be described', () => {
    const { group, start } = pool({
      instanceRequirements: {
        vCpuCountMin: 2,
        vCpuCountMax: 8,
        memoryMin: Size.gibibytes(4),
        memoryPerVCpuMin: Size.gibibytes(2),
        acceleratorCountMax: 0,
        instanceGenerations: [ec2.InstanceGeneration.CURRENT],
        cpuManufacturers: [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD],
      },
    });

    expect(group.MixedInstancesPolicy.LaunchTemplate.Overrides).toEqual([{
      InstanceRequirements: {
        VCpuCount: { Min: 2, Max: 8 },
        MemoryMiB: { Min: 4096 },
        MemoryGiBPerVCpu: { Min: 2 },
        AcceleratorCount: { Max: 0 },
        InstanceGenerations: ['current'],
        CpuManufacturers: ['intel', 'amd'],
      },
    }]);
    expect(group.MixedInstancesPolicy.InstancesDistribution.OnDemandAllocationStrategy).toBe('lowest-price');
    expect(start.InstanceType).toBeUndefined();
  });

  test('may be partly spare capacity', () => {
    const { group } = pool({ spotPercent: 75, onDemandBase: 2 });

    expect(group.MixedInstancesPolicy.InstancesDistribution).toMatchObject({
      OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 25, SpotAllocationStrategy: 'price-capacity-optimized',
    });
    expect(group.CapacityRebalance).toBe(true);
  });

  test('are as many as was said', () => {
    expect(pool({ minInstances: 8 }).group).toMatchObject({ MinSize: '8', MaxSize: '16' });
    expect(pool({ minInstances: 1, maxInstances: 3 }).group).toMatchObject({ MinSize: '1', MaxSize: '3' });
  });

  test('are scaled as was said', () => {
    const scaling = { targetCapacityPercent: 80, minStep: 2, maxStep: 5, instanceWarmup: Duration.minutes(2), draining: false };
    const { provider } = pool({ scaling });

    expect(provider).toMatchObject({
      ManagedScaling: { TargetCapacity: 80, MinimumScalingStepSize: 2, MaximumScalingStepSize: 5, InstanceWarmupPeriod: 120 }, ManagedDraining: 'DISABLED',
    });
  });

  test('are not protected by ECS where it does not choose their number', () => {
    const { provider, group } = pool({ scaling: { enabled: false } });

    expect(provider.ManagedTerminationProtection).toBe('DISABLED');
    expect(provider.ManagedScaling).toBeUndefined();
    expect(group.NewInstancesProtectedFromScaleIn).toBe(false);
  });

  test('may be started ahead of time', () => {
    const made = pool({ instanceTypes: types('m7i.large'), warmPool: { minSize: 2, poolState: autoscaling.PoolState.STOPPED } });

    expect(only(made.template, 'AWS::AutoScaling::WarmPool')).toMatchObject({ MinSize: 2, PoolState: 'Stopped' });
    expect(toldAtStart(made)).toContain('ECS_WARM_POOLS_CHECK=true');
  });

  test('have a warm pool that goes before anybody deletes the group', () => {
    const { template } = pool({ instanceTypes: types('m7i.large'), warmPool: { minSize: 2 } });

    const [{ DependsOn }] = Object.values(template.findResources('AWS::AutoScaling::WarmPool'));
    expect(DependsOn).toContainEqual(expect.stringMatching(/^PlatformCapacitygeneralKeeper[0-9A-F]+$/));
  });

  test('may be of types that cannot be optimized for EBS: the others are without being asked', () => {
    expect(pool({ instanceTypes: types('t2.medium') }).start.EbsOptimized).toBeUndefined();
  });

  test('are known to be those of ECS', () => {
    expect(pool().group.Tags).toContainEqual({ Key: 'AmazonECSManaged', PropagateAtLaunch: true, Value: 'true' });
  });

  test('are where the workloads are, or where they should be', () => {
    expect(pool().group.VPCZoneIdentifier).toEqual(['subnet-private-a', 'subnet-private-b']);
    expect(pool({ subnets: { subnetType: ec2.SubnetType.PUBLIC } }).group.VPCZoneIdentifier).toEqual(['subnet-public-a', 'subnet-public-b']);
  });

  test('have public addresses where there is no other way out, or where they should', () => {
    const on = ground();
    const network = Network.fromVpc(on.stack, 'Public', on.vpc, { workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
    on.platform({ network, vpc: undefined }).addCapacity(Capacity.ec2({ name: 'general' }));
    const [interfaces] = [only(Template.fromStack(on.stack), 'AWS::EC2::LaunchTemplate').LaunchTemplateData.NetworkInterfaces];

    expect(interfaces).toEqual([expect.objectContaining({ AssociatePublicIpAddress: true })]);
    expect(pool().start.NetworkInterfaces).toBeUndefined();
    expect(pool({ assignPublicIp: true }).start.NetworkInterfaces).toEqual(interfaces);
  });

  test('may have further security groups', () => {
    const on = ground();
    const { start } = pool({ securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'Theirs', 'sg-theirs')] }, on);

    expect(start.SecurityGroupIds).toHaveLength(2);
    expect(start.SecurityGroupIds[1]).toBe('sg-theirs');
  });

  test('let nobody in', () => {
    const { template } = pool();

    const [{ SecurityGroupIngress }] = resources(template, 'AWS::EC2::SecurityGroup').filter(({ GroupDescription }) => GroupDescription === 'Instances of general');
    expect(SecurityGroupIngress).toBeUndefined();
  });
});

describe('the image', () => {
  const AL2023 = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
  const WINDOWS = '/aws/service/ami-windows-latest/Windows_Server';

  test.each<[string, Partial<Ec2CapacityOptions>, string]>([
    ['nothing', {}, `${AL2023}/recommended/image_id`],
    ['Graviton', { instanceTypes: types('m7g.large') }, `${AL2023}/arm64/recommended/image_id`],
    ['an architecture', { architecture: Architecture.ARM64 }, `${AL2023}/arm64/recommended/image_id`],
    ['NVIDIA GPUs', { instanceTypes: types('g5.xlarge', 'p4d.24xlarge') }, `${AL2023}/gpu/recommended/image_id`],
    ['NVIDIA GPUs beside Graviton', { instanceTypes: types('g5g.xlarge') }, '/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id'],
    ['AMD GPUs, which ECS does not know', { instanceTypes: types('g4ad.xlarge') }, `${AL2023}/recommended/image_id`],
    ['Trainium and Inferentia', { instanceTypes: types('trn1.2xlarge', 'inf2.xlarge') }, `${AL2023}/neuron/recommended/image_id`],
    ['described GPUs', {
      instanceRequirements: {
        vCpuCountMin: 4, memoryMin: Size.gibibytes(16), acceleratorCountMin: 1, acceleratorManufacturers: [ec2.AcceleratorManufacturer.NVIDIA],
      },
    }, `${AL2023}/gpu/recommended/image_id`],
    ['Bottlerocket', { image: InstanceImage.BOTTLEROCKET }, '/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id'],
    ['Windows Core', { image: InstanceImage.WINDOWS_SERVER_2025_CORE }, `${WINDOWS}-2025-English-Core-ECS_Optimized/image_id`],
    ['Windows', { image: InstanceImage.WINDOWS_SERVER_2019_FULL }, `${WINDOWS}-2019-English-Full-ECS_Optimized/image_id`],
  ])('for %s is chosen', (_, options, parameter) => {
    expect(imageOf(pool(options))).toBe(parameter);
  });

  test('may be one\'s own, and starts like the one it was built from', () => {
    const own = InstanceImage.custom(ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789' }), InstanceImage.BOTTLEROCKET);
    const made = pool({ image: own }, ground({ env: { account: '111122223333', region: 'eu-west-1' } }));

    expect(made.start.ImageId).toBe('ami-0123456789');
    expect(toldAtStart(made)).toContain('[settings.ecs]');
  });

  test.each<[InstanceImage, string[], number]>([
    [InstanceImage.BOTTLEROCKET, ['/dev/xvdb', '/dev/xvda'], 50],
    [InstanceImage.WINDOWS_SERVER_2022_CORE, ['/dev/sda1'], 100],
  ])('has encrypted disks where it looks for them: %#', (image, devices, size) => {
    const { start } = pool({ image }, ground(), PlatformProfile.PRODUCTION);

    expect(start.BlockDeviceMappings.map(({ DeviceName }: Record<string, string>) => DeviceName)).toEqual(devices);
    expect(start.BlockDeviceMappings[0].Ebs.VolumeSize).toBe(size);
    for (const { Ebs } of start.BlockDeviceMappings) {
      expect(Ebs).toMatchObject({ Encrypted: true, VolumeType: 'gp3', KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformKey/), 'Arn'] } });
    }
  });
});

describe('what instances are told at their start', () => {
  test('is the cluster, and settings that keep tasks apart from the instance', () => {
    const told = toldAtStart(pool());

    for (const line of ['ECS_CLUSTER=<PlatformCluster6842C9C4>', 'ECS_AWSVPC_BLOCK_IMDS=true', 'ECS_ENABLE_TASK_IAM_ROLE=true', 'ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true',
      'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true', 'ECS_INSTANCE_ATTRIBUTES={"capacity":"general"}', 'ECS_IMAGE_MINIMUM_CLEANUP_AGE=1h',
      // Agents before 1.49 do not start with awsfirelens among them, and all offer it untold.
      'ECS_AVAILABLE_LOGGING_DRIVERS=["json-file","syslog","journald","fluentd","awslogs","none"]']) {
      expect(told.split('\n')).toContain(line);
    }
    expect(told).toMatch(/^#!\/bin\/bash\n/);
    expect(told).not.toContain('SPOT');
  });

  test('ends with one\'s own lines and settings, which win', () => {
    const lines = toldAtStart(pool({ userData: ['dnf install -y htop'], agentSettings: { ECS_IMAGE_MINIMUM_CLEANUP_AGE: '6h', ECS_LOGLEVEL: 'warn' } })).split('\n');

    expect(lines.filter(line => line.startsWith('ECS_IMAGE_MINIMUM'))).toEqual(['ECS_IMAGE_MINIMUM_CLEANUP_AGE=6h']);
    expect(lines).toContain('ECS_LOGLEVEL=warn');
    expect(lines[lines.length - 1]).toBe('dnf install -y htop');
  });

  test('includes what Spot Instances and GPUs need', () => {
    expect(toldAtStart(pool({ spotPercent: 100 }))).toContain('ECS_ENABLE_SPOT_INSTANCE_DRAINING=true');
    expect(toldAtStart(pool({ instanceTypes: types('g5.xlarge') }))).toContain('ECS_ENABLE_GPU_SUPPORT=true');
  });

  test('is for Windows a script that gives tasks networks and roles of their own', () => {
    const lines = toldAtStart(pool({ image: InstanceImage.WINDOWS_SERVER_2022_CORE, spotPercent: 50, userData: ['Write-Host hello'] })).split('\n');

    expect(lines[0]).toBe('<powershell>Write-Host hello');
    expect(lines).toContain("[Environment]::SetEnvironmentVariable('ECS_ENABLE_SPOT_INSTANCE_DRAINING', 'true', 'Machine')");
    expect(lines).toContain("[Environment]::SetEnvironmentVariable('ECS_GMSA_SUPPORTED', 'true', 'Machine')");
    expect(lines).toContain("[Environment]::SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', '{\"capacity\":\"general\"}', 'Machine')");
    expect(lines[lines.length - 1]).toBe(
      "Initialize-ECSAgent -Cluster '<PlatformCluster6842C9C4>' -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS -LoggingDrivers '[\"json-file\",\"awslogs\"]'</powershell>");
  });

  test('is for Bottlerocket a document of settings', () => {
    const told = toldAtStart(pool({ image: InstanceImage.BOTTLEROCKET, spotPercent: 50, userData: ['[settings.motd]', '"hello"'] }));

    expect(told.split('\n')).toEqual(['[settings.ecs]', 'cluster = "<PlatformCluster6842C9C4>"', 'awsvpc-block-imds = true', 'enable-container-metadata = true',
      'enable-spot-instance-draining = true', 'image-cleanup-age = "1h"', '[settings.ecs.instance-attributes]', 'capacity = "general"', '[settings.motd]', '"hello"']);
  });
});

describe('what Bottlerocket is told', () => {
  const rocket = (...userData: string[]) => toldAtStart(pool({ image: InstanceImage.BOTTLEROCKET, userData })).split('\n');

  test('has each table once, whichever of them lines are given for', () => {
    const lines = rocket('reserved-memory = 512', '[settings.ecs.instance-attributes]\nteam = "shop"', '[settings.ecs]', 'loglevel = "warn"', '[settings.kernel]', 'lockdown = "integrity"');

    expect(lines.filter(line => line.startsWith('['))).toEqual(['[settings.ecs]', '[settings.ecs.instance-attributes]', '[settings.kernel]']);
    expect(lines.slice(lines.indexOf('image-cleanup-age = "1h"') + 1)).toEqual([
      'reserved-memory = 512', 'loglevel = "warn"', '[settings.ecs.instance-attributes]', 'capacity = "general"', 'team = "shop"',
      '[settings.kernel]', 'lockdown = "integrity"',
    ]);
  });

  test('may be that containers can be privileged', () => {
    const on = ground();
    const capacity = Capacity.ec2({ name: 'rockets', image: InstanceImage.BOTTLEROCKET, userData: ['allow-privileged-containers = true'] });

    expect(() => service(on.stack, 'Agent', on.platform(), { privileged: true, ecs: { capacity: [capacity] } })).not.toThrow();
  });

  test('has each setting once, and what is given wins', () => {
    expect(rocket('image-cleanup-age = "6h"').filter(line => line.startsWith('image-cleanup-age'))).toEqual(['image-cleanup-age = "6h"']);
  });
});

describe('the role of the instances', () => {
  test('may report to its own cluster, and nothing else', () => {
    const { template } = pool();

    const statements = statementsOf(template, 'PlatformCapacitygeneralRole');
    const cluster = { 'Fn::GetAtt': ['PlatformCluster6842C9C4', 'Arn'] };
    expect(statements.map(({ Action, Resource, Condition }) => [[Action].flat().sort(), Condition ? 'in the cluster' : Resource])).toEqual([
      [['DeregisterContainerInstance', 'RegisterContainerInstance', 'SubmitAttachmentStateChanges', 'SubmitContainerStateChange', 'SubmitTaskStateChange'].map(one => `ecs:${one}`), cluster],
      [['Poll', 'StartTelemetrySession', 'UpdateContainerInstancesState'].map(one => `ecs:${one}`), 'in the cluster'],
      [['ecs:DiscoverPollEndpoint'], '*'],
    ]);
    expect(statements[1].Condition).toEqual({ ArnEquals: { 'ecs:cluster': cluster } });
    expect(JSON.stringify(resources(template, 'AWS::IAM::Role'))).not.toContain('AmazonEC2ContainerServiceforEC2Role');
  });

  test('lets people in only when that was said', () => {
    const actions = (given: Partial<Ec2CapacityOptions>) => statementsOf(pool(given).template, 'PlatformCapacitygeneralRole').flatMap(({ Action }) => Action);

    expect(actions({}).filter(action => action.startsWith('ssm'))).toEqual([]);
    expect(actions({ sessionManager: true })).toEqual(expect.arrayContaining(['ssmmessages:OpenDataChannel', 'ssm:UpdateInstanceInformation']));
  });

  test('is complete before the first instance starts', () => {
    const { template } = pool();

    const [{ DependsOn }] = Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(DependsOn).toContainEqual(expect.stringMatching(/^PlatformCapacitygeneralRoleDefaultPolicy/));
  });
});

describe('the key of the disks', () => {
  const usersOf = (template: Template) => resources(template, 'AWS::KMS::Key').flatMap(({ KeyPolicy }) => KeyPolicy.Statement)
    .filter(({ Condition }) => JSON.stringify(Condition ?? '').includes('AWSServiceRoleForAutoScaling'));

  test('may be used by the services that start instances, and is told so once', () => {
    const on = ground();
    const platform = on.platform();
    ['one', 'two'].forEach(name => platform.addCapacity(Capacity.ec2({ name })));

    const users = usersOf(Template.fromStack(on.stack));
    expect(users).toHaveLength(2);
    expect(users.map(({ Action }) => Action)).toContain('kms:CreateGrant');
    expect(users.every(({ Condition }) => Condition.StringEquals['kms:CallerAccount'].Ref === 'AWS::AccountId')).toBe(true);
  });

  test('may be one\'s own', () => {
    const on = ground();
    const key = new kms.Key(on.stack, 'Own');
    const { start, template } = pool({ encryptionKey: key }, on);

    expect(start.BlockDeviceMappings[0].Ebs.KmsKeyId).toEqual(on.stack.resolve(key.keyArn));
    expect(usersOf(template)).toHaveLength(2);
  });

  test('is that of AWS where the platform has none', () => {
    expect(pool().start.BlockDeviceMappings[0].Ebs.KmsKeyId).toBeUndefined();
  });
});

describe('instances of another kind', () => {
  test('take the place of those that are there, protected or not, new ones first', () => {
    expect(updatePolicyOf(pool())).toEqual({
      MinHealthyPercentage: 100, MaxHealthyPercentage: 110, InstanceWarmup: 300, ScaleInProtectedInstances: 'Refresh', StandbyInstances: 'Terminate', SkipMatching: true,
    });
  });

  test('come as was said', () => {
    const on = ground();
    const alarm = cloudwatch.Alarm.fromAlarmArn(on.stack, 'Errors', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors');
    const refresh = { minHealthyPercent: 50, maxHealthyPercent: 100, warmup: Duration.minutes(1), bakeTime: Duration.minutes(10), alarms: [alarm] };

    expect(updatePolicyOf(pool({ refresh }, on))).toMatchObject({
      MinHealthyPercentage: 50, MaxHealthyPercentage: 100, InstanceWarmup: 60, BakeTime: 600, AlarmSpecification: { Alarms: ['errors'] },
    });
  });

  test('do not come by themselves where that was said', () => {
    expect(updatePolicyOf(pool({ refresh: { enabled: false } }))).toBeUndefined();
  });

  test('come in time', () => {
    expect(pool({ maxInstanceLifetime: Duration.days(30) }).group.MaxInstanceLifetime).toBe(2_592_000);
  });
});

describe('the cluster and its capacity', () => {
  const LINK = 'Custom::ContainerCapacityLink';
  const KEEPER = 'Custom::ContainerInstanceKeeper';
  const idOf = (template: Template, type: string) => Object.keys(template.findResources(type))[0];

  test('know each other before a service runs there, and come apart in the other direction', () => {
    const { template } = web({ ecs: { capacity: [Capacity.ec2({ name: 'general' })] } });
    const needs = (type: string) => JSON.stringify(Object.values(template.findResources(type))[0]);

    expect(needs('AWS::ECS::Service')).toContain(idOf(template, LINK));
    expect(needs(LINK)).toContain(idOf(template, 'AWS::ECS::CapacityProvider'));
    expect(needs('AWS::ECS::CapacityProvider')).toContain(idOf(template, KEEPER));
    expect(needs(KEEPER)).toContain(idOf(template, 'AWS::AutoScaling::AutoScalingGroup'));
    expect(needs('AWS::EC2::LaunchTemplate')).toContain(idOf(template, 'AWS::ECS::Cluster'));
  });

  test('do not know each other when nobody wants it: the services on Fargate depend on nothing', () => {
    const { template } = web();

    [LINK, KEEPER].forEach(type => template.resourceCountIs(type, 0));
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 0);
  });

  test('say what runs when nobody says where', () => {
    const capacity = [Capacity.ec2({ name: 'stable', base: 1 }), Capacity.ec2({ name: 'spot', spotPercent: 100, weight: 4 })];
    const { template } = web({}, { capacity });

    expect(resources(template, LINK).map(({ share }) => share)).toEqual([{ base: '1', weight: '1' }, { base: '0', weight: '4' }]);
    expect(only(template, 'AWS::ECS::Service').CapacityProviderStrategy).toMatchObject([{ Base: 1, Weight: 1 }, { Weight: 4 }]);
  });

  test('leave the template of the cluster as it is when capacity moves, because its list would come back with it', () => {
    const clusterWith = (capacity: Capacity[]) => only(web({}, { capacity }).template, 'AWS::ECS::Cluster');

    expect(clusterWith([Capacity.ec2({ name: 'general' })])).toEqual(clusterWith([Capacity.fargate()]));
  });

  test('are linked one after the other', () => {
    const on = ground();
    const platform = on.platform();
    ['one', 'two'].forEach(name => platform.addCapacity(Capacity.ec2({ name })));

    const [first, second] = Object.entries(Template.fromStack(on.stack).findResources(LINK));
    expect(second[1].DependsOn).toContain(first[0]);
  });

  test('may belong to others: their list keeps what is in it, and their strategy stays theirs', () => {
    const on = ground();
    const cluster = ecs.Cluster.fromClusterAttributes(on.stack, 'Theirs', { clusterName: 'theirs', vpc: on.vpc });
    const platform = EcsPlatform.fromCluster(on.stack, 'Platform', cluster, { capacity: [Capacity.ec2({ name: 'general' })], domain: Domain.hostedZone(on.zone) });

    platform.ec2Capacity(platform.capacity[0]);
    const { share, otherwise, cluster: named } = only(Template.fromStack(on.stack), LINK);
    expect([share, otherwise, named]).toEqual([undefined, undefined, 'theirs']);
  });

  test('may be in another stack than the workload', () => {
    const on = ground();
    const platform = on.platform();
    const other = new Stack(on.app, 'Other');
    service(other, 'Api', platform, { ecs: { capacity: [Capacity.ec2({ name: 'general' })] }, exposures: [] });

    const [, workload] = templates(on);
    expect(only(workload, 'AWS::ECS::Service').CapacityProviderStrategy).toHaveLength(1);
    workload.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 0);
    expect(other.dependencies).toContain(on.stack);
  });

  test('share one pair of handlers, whose permissions for each go after what they are for', () => {
    const on = ground();
    const platform = on.platform();
    ['one', 'two'].forEach(name => platform.addCapacity(Capacity.ec2({ name })));

    const template = Template.fromStack(on.stack);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    for (const [id, { DependsOn }] of Object.entries(template.findResources(KEEPER))) {
      expect(DependsOn).toContainEqual(expect.stringMatching(/KeeperRights/));
      expect(id).toMatch(/Capacity(one|two)Keeper/);
    }
  });
});
