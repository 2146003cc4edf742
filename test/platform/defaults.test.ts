import { Template } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Alarms, Architecture, Exposure, Logging, OperatingSystem, PlatformProfile, Rollout, SecretSource } from '../../src/vocabulary';
import { containerOf, ground, NGINX, only, PLAIN, resources, service, web } from '../ecs/support';

describe("a platform's defaults", () => {
  const workloadDefaults = {
    architecture: Architecture.ARM64,
    environment: { STAGE: 'prod', REGION: 'here' },
    rollout: Rollout.rolling({ minHealthyPercent: 50 }),
    logging: Logging.logGroup({ blocking: true }),
    exec: true,
  };

  test('hold for workloads that say nothing', () => {
    const { template } = web({}, { workloadDefaults });

    expect(only(template, 'AWS::ECS::TaskDefinition').RuntimePlatform.CpuArchitecture).toBe('ARM64');
    expect(containerOf(template).Environment).toEqual([{ Name: 'STAGE', Value: 'prod' }, { Name: 'REGION', Value: 'here' }]);
    expect(containerOf(template).LogConfiguration.Options.mode).toBe('blocking');
    expect(only(template, 'AWS::ECS::Service')).toMatchObject({ EnableExecuteCommand: true, DeploymentConfiguration: { MinimumHealthyPercent: 50 } });
  });

  test('give way to what a workload says', () => {
    const { template } = web({
      architecture: Architecture.X86_64, environment: { STAGE: 'test' }, rollout: Rollout.rolling(), logging: Logging.logGroup(), exec: false,
    }, { workloadDefaults });

    expect(only(template, 'AWS::ECS::TaskDefinition').RuntimePlatform.CpuArchitecture).toBe('X86_64');
    expect(containerOf(template).Environment).toEqual([{ Name: 'STAGE', Value: 'test' }, { Name: 'REGION', Value: 'here' }]);
    expect(containerOf(template).LogConfiguration.Options.mode).toBe('non-blocking');
    expect(only(template, 'AWS::ECS::Service').EnableExecuteCommand).toBeUndefined();
    expect(only(template, 'AWS::ECS::Service').DeploymentConfiguration.MinimumHealthyPercent).toBe(100);
  });

  test('give way to a secret of the same name', () => {
    const { template } = web(({ stack }) => ({
      secrets: { STAGE: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Secret')) },
    }), { workloadDefaults: { environment: { STAGE: 'prod' } } });

    expect(containerOf(template).Environment).toBeUndefined();
    expect(containerOf(template).Secrets).toHaveLength(1);
  });

  test('are not for sidecars', () => {
    const { template } = web({ sidecars: [{ name: 'agent', image: NGINX }] }, { workloadDefaults });

    expect(containerOf(template, 'agent').Environment).toBeUndefined();
  });

  test('may be another operating system, with the size it needs', () => {
    const { template } = web({}, { workloadDefaults: { operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE } });

    expect(only(template, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '1024', RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } });
  });
});

describe('a profile', () => {
  test.each([
    [PlatformProfile.PRODUCTION, { copies: 2, retention: 90, alarms: 7 }],
    [PlatformProfile.DEVELOPMENT, { copies: 1, retention: 7, alarms: 0 }],
    [PlatformProfile.DEVELOPMENT.customize('staging', { desiredCount: 3, alarms: true }), { copies: 3, retention: 7, alarms: 6 }],
  ])('decides about copies, retention and alarms: %#', (profile, { copies, retention, alarms }) => {
    const { template } = web({}, { profile });

    expect(only(template, 'AWS::ECS::Service').DesiredCount).toBe(copies);
    resources(template, 'AWS::Logs::LogGroup').forEach(({ RetentionInDays }) => expect(RetentionInDays).toBe(retention));
    template.resourceCountIs('AWS::CloudWatch::Alarm', alarms);
  });

  test('gives way to what a workload says', () => {
    const { template } = web({ desiredCount: 4, alarms: Alarms.none(), logging: Logging.logGroup({ retention: 14 }) });

    expect(only(template, 'AWS::ECS::Service').DesiredCount).toBe(4);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 14 });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('decides about keys: one of the account in production, those of AWS in development', () => {
    const on = ground(PLAIN);
    const [production, development] = [on.platform({}, 'One'), on.platform({ profile: PlatformProfile.DEVELOPMENT }, 'Two')];
    service(on.stack, 'Api', development);

    expect(production.encryptionKey).toBeDefined();
    expect(development.encryptionKey).toBeUndefined();
    Template.fromStack(on.stack).hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('names of workloads', () => {
  test('become their host names in the zone, and say so where public and internal share one', () => {
    const on = ground();
    const api = service(on.stack, 'OrdersApi', on.platform(), { exposures: [Exposure.public(), Exposure.internal()] });

    expect(api.workloadName).toBe('orders-api');
    expect(api.urls).toEqual(['https://orders-api.example.com/', 'https://orders-api-internal.example.com/']);
  });
});
