import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'aws-cdk-lib/core';
import { Capacity, EcsWorkloadOptions, Exposure, ExternalCapacityOptions, OperatingSystem, Rollout, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { ground, Made, only, refusals, service, SETTINGS, statementsOf, templates, web } from '../support';

/** A service on machines called `warehouse`, which nobody reaches by way of AWS. */
function outside(props: Partial<WebServiceProps> = {}, options: Partial<ExternalCapacityOptions> = {}): Made {
  return web({ exposures: [], ...props, ecs: { capacity: [Capacity.external({ name: 'warehouse', ...options })], ...props.ecs } });
}

function outputsOf(made: Made): Record<string, { Description: string; Value: unknown }> {
  return Object.fromEntries(Object.entries(made.template.findOutputs('*')).map(([id, output]) =>
    [id.replace(/^PlatformCapacitywarehouse/, '').replace(/[0-9A-F]{8}$/, ''), output as { Description: string; Value: unknown }]));
}

describe('machines outside of AWS', () => {
  test('run a service by the launch type, because they have no capacity provider', () => {
    const { template } = outside();

    const made = only(template, 'AWS::ECS::Service');
    expect(made.LaunchType).toBe('EXTERNAL');
    expect(made.CapacityProviderStrategy).toBeUndefined();
    expect(made.NetworkConfiguration).toBeUndefined();
    expect(made.LoadBalancers ?? []).toEqual([]);
    expect(only(template, 'AWS::ECS::TaskDefinition').RequiresCompatibilities).toEqual(['EXTERNAL']);
    template.resourceCountIs('AWS::ECS::CapacityProvider', 0);
  });

  test('are registered with commands, which are outputs that leave room for an activation', () => {
    const outputs = outputsOf(outside());
    const text = (id: string) => JSON.stringify(outputs[id].Value);

    expect(text('Activation')).toContain('aws ssm create-activation --region ');
    for (const id of ['Linux', 'LinuxGpu', 'Windows']) {
      expect(text(id)).toContain('{"Ref":"PlatformCluster');
      expect(text(id)).toMatch(/<ACTIVATION_ID>.*<ACTIVATION_CODE>/);
    }
  });

  test('with GPUs are registered as such', () => {
    const platform = ground().platform();
    const { linuxCommand, linuxGpuCommand } = platform.externalCapacity(Capacity.external({ name: 'warehouse' }));

    expect(linuxGpuCommand).toBe(`${linuxCommand} --enable-gpu`);
  });

  test('are registered with a role of this cluster, as many as there may be', () => {
    const platform = ground().platform();
    const capacity = platform.externalCapacity(Capacity.external({ name: 'warehouse', registrationLimit: 50 }));

    expect(capacity.activationCommand).toContain(`--iam-role ${capacity.activationRole.roleName} --registration-limit 50 --default-instance-name warehouse`);
  });

  test('may have a role that exists', () => {
    const on = ground();
    const activationRole = iam.Role.fromRoleName(on.stack, 'Role', 'ecsAnywhereRole');
    const capacity = on.platform().externalCapacity(Capacity.external({ name: 'warehouse', activationRole }));

    expect(capacity.activationCommand).toContain('--iam-role ecsAnywhereRole');
    expect(templates(on)[0].findResources('AWS::IAM::Role')).toEqual({});
  });

  test.each(SETTINGS)('are made with %s', (_, setting) => {
    const on = ground(setting);
    const platform = on.platform({ capacity: [Capacity.external({ name: 'warehouse' })] });
    service(on.stack, 'Api', platform, { exposures: [] });

    expect(templates(on)).toHaveLength(1);
  });
});

describe('the role of machines outside of AWS', () => {
  test('is taken on by Systems Manager for this account only', () => {
    const { template } = outside();
    const [role] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('PlatformCapacitywarehouse')).map(([, made]) => made);

    expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([expect.objectContaining({
      Principal: { Service: 'ssm.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnEquals: { 'aws:SourceArn': expect.anything() } },
    })]);
    expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  test('is part of this cluster and of no other', () => {
    const statements = statementsOf(outside().template, 'PlatformCapacitywarehouse');

    const ofCluster = statements.filter(({ Action }) => JSON.stringify(Action).includes('ecs:') && !JSON.stringify(Action).includes('Discover'));
    expect(ofCluster.length).toBeGreaterThan(0);
    ofCluster.forEach(({ Resource }) => expect(JSON.stringify(Resource)).toContain('PlatformCluster'));
  });

  test('makes no cluster, pulls no image, writes no log and reads no parameter', () => {
    expect(JSON.stringify(statementsOf(outside().template, 'PlatformCapacitywarehouse'))).not.toMatch(/CreateCluster|ecr:|logs:|ssm:GetParameter/);
  });

  test('lets Systems Manager look after the machines only where that is asked for', () => {
    const text = (options: Partial<ExternalCapacityOptions>) => JSON.stringify(statementsOf(outside({}, options).template, 'PlatformCapacitywarehouse'));

    expect(text({})).not.toContain('ec2messages:');
    expect(text({ systemsManager: true })).toContain('ec2messages:');
  });
});

describe('what machines outside of AWS do not have', () => {
  test.each<[string, Partial<WebServiceProps>, string]>([
    ['load balancers', { exposures: [Exposure.internal()] }, 'LaunchTypeHasNot exposures'],
    ['scaling', { scaling: { min: 1, max: 3, targetCpuPercent: 60 } }, 'LaunchTypeHasNot scaling'],
    ['two versions side by side', { rollout: Rollout.blueGreen() }, 'LaunchTypeHasNot rollout'],
    ['rollouts by CodeDeploy', { rollout: Rollout.codeDeploy() }, 'LaunchTypeHasNot rollout'],
    ['file systems in AWS', { volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }] }, 'LaunchTypeHasNot volumes.data'],
    ['disks in AWS', { volumes: { data: Volume.ebs({ size: Size.gibibytes(20) }) }, mounts: [{ volume: 'data', path: '/data' }] }, 'LaunchTypeHasNot volumes.data'],
  ])('is refused with a reason: %s', (_, props, expected) => {
    expect(refusals(() => outside(props))).toContain(expected);
  });

  test.each<[string, EcsWorkloadOptions, string]>([
    ['zones', { availabilityZoneRebalancing: true }, 'LaunchTypeHasNot ecs.availabilityZoneRebalancing'],
    ['addresses of tasks', { networkMode: ecs.NetworkMode.AWS_VPC }, 'LaunchTypeHasNot ecs.networkMode'],
    ['public addresses', { assignPublicIp: true }, 'NoAddressOfItsOwn ecs.assignPublicIp'],
  ])('is part of the network of AWS, which is refused: %s', (_, options, expected) => {
    expect(refusals(() => outside({ ecs: options }))).toContain(expected);
  });

  test('is a name for others, or a way to theirs', () => {
    const on = ground();
    const platform = on.platform();
    const capacity = [Capacity.external({ name: 'warehouse' })];
    const [inside, there] = [['Inside', {}], ['There', { capacity }]] as const;
    const [api, scanner] = [inside, there].map(([id, ecsOptions]) => service(on.stack, id, platform, { exposures: [], ecs: ecsOptions }));

    expect(refusals(() => scanner.connectTo(api))).toHaveLength(1);
    expect(refusals(() => api.connectTo(scanner))).toHaveLength(1);
  });

  test('are capacity providers, so that nothing else can be in the same list', () => {
    const capacity = [Capacity.external({ name: 'warehouse' }), Capacity.fargate()];

    expect(refusals(() => web({ exposures: [], ecs: { capacity } }))).toContain('CapacityMixed ecs.capacity');
  });
});

describe('what machines outside of AWS have', () => {
  test('is a shell for people, logs and images of private repositories', () => {
    const { template } = outside({ exec: true });

    expect(only(template, 'AWS::ECS::Service').EnableExecuteCommand).toBe(true);
    expect(only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].LogConfiguration.LogDriver).toBe('awslogs');
  });

  test('is Windows, with the network that Docker has there', () => {
    const { template } = outside({ operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE });

    expect(only(template, 'AWS::ECS::TaskDefinition').RequiresCompatibilities).toEqual(['EXTERNAL']);
    expect(only(template, 'AWS::ECS::TaskDefinition').NetworkMode).toBeUndefined();
  });

  test('are limits, as every activation has', () => {
    expect(refusals(() => outside({}, { registrationLimit: 2000 }))).toEqual(['CapacityValueOutOfRange ecs.capacity[0].registrationLimit']);
    expect(refusals(() => outside({}, { name: 'The Warehouse' }))).toEqual(['CapacityName ecs.capacity[0].name']);
  });
});
