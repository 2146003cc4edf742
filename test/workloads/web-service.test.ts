import { Template } from 'aws-cdk-lib/assertions';
import { Duration, Size } from 'aws-cdk-lib/core';
import { ApplicationProtocol, Exposure, Image, Probe, Rollout } from '../../src/vocabulary';
import { containerOf, ground, NGINX, only, refusals, resources, service, web } from '../ecs/support';

function healthOf(template: Template) {
  return resources(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(({ HealthCheckPath, HealthCheckPort }) => `${HealthCheckPort}${HealthCheckPath}`);
}

describe('the port', () => {
  test('drives container, security group and registration, but not the target groups', () => {
    const { template } = web({ port: 3000 });

    expect(containerOf(template).PortMappings).toEqual([{ AppProtocol: 'http', ContainerPort: 3000, Name: 'http', Protocol: 'tcp' }]);
    // Otherwise a change of the port would replace the target groups, and cut off whoever is in them.
    resources(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').forEach(({ Port }) => expect(Port).toBe(80));
    expect(only(template, 'AWS::ECS::Service').LoadBalancers).toMatchObject([{ ContainerPort: 3000 }]);
  });

  test.each([
    [ApplicationProtocol.HTTP1, 'http'], [ApplicationProtocol.HTTP2, 'http2'], [ApplicationProtocol.GRPC, 'grpc'],
  ])('speaks %s when its exposure does', (protocol, appProtocol) => {
    const { template } = web({ exposures: [Exposure.public({ protocol })] });

    expect(containerOf(template).PortMappings).toMatchObject([{ AppProtocol: appProtocol }]);
  });

  test('is plain TCP to everybody between when TLS is spoken to the container', () => {
    const { template } = web({ exposures: [Exposure.public({ encryptToContainer: true })] });

    expect(containerOf(template).PortMappings[0].AppProtocol).toBeUndefined();
  });

  test('speaks HTTP when nothing exposes it', () => {
    expect(containerOf(web({ exposures: [] }).template).PortMappings).toMatchObject([{ AppProtocol: 'http' }]);
  });
});

describe('the probe', () => {
  test('is a question of the load balancer by default', () => {
    const { template } = web();

    expect(healthOf(template)).toEqual(['traffic-port/', 'traffic-port/']);
    expect(containerOf(template).HealthCheck).toBeUndefined();
  });

  test('over HTTP is asked by every load balancer', () => {
    const { template } = web({ probe: Probe.http('/well', { port: 9000 }), exposures: [Exposure.public(), Exposure.internal()] });

    expect(healthOf(template)).toEqual(['9000/well', '9000/well', '9000/well', '9000/well']);
    expect(containerOf(template).HealthCheck).toBeUndefined();
  });

  test('by command is asked by ECS, and the load balancer asks as ever', () => {
    const { template } = web({ probe: Probe.command(['true'], { startPeriod: Duration.seconds(30) }) });

    expect(containerOf(template).HealthCheck).toMatchObject({ Command: ['CMD', 'true'], StartPeriod: 30 });
    expect(healthOf(template)).toEqual(['traffic-port/', 'traffic-port/']);
  });

  test('over HTTP that takes long to answer at first gives tasks that long', () => {
    const { template } = web({ probe: Probe.http('/', { startPeriod: Duration.minutes(4) }) });

    expect(only(template, 'AWS::ECS::Service').HealthCheckGracePeriodSeconds).toBe(240);
  });

  test('by TCP is refused: neither the load balancer nor ECS can ask so', () => {
    expect(refusals(() => web({ probe: Probe.tcp() }))).toEqual(['EcsProbeNeedsCommand containers.api.probe']);
  });

  test('over HTTP is refused, not forgotten, when there is no load balancer to ask', () => {
    expect(refusals(() => web({ probe: Probe.http('/well'), exposures: [] }))).toEqual(['EcsProbeNeedsCommand containers.api.probe']);
  });
});

describe('variables', () => {
  test('keep their order, so that adding one changes nothing but the one', () => {
    const { template } = web({ environment: { Z: '1', A: '2', M: '3' } });

    expect(containerOf(template).Environment.map(({ Name }: { Name: string }) => Name)).toEqual(['Z', 'A', 'M']);
  });
});

describe('everything that is wrong', () => {
  test('is said at once: props, model, platform, files and the missing domain', () => {
    const on = ground();
    const platform = on.platform({ domain: undefined });

    expect(refusals(() => service(on.stack, 'Api', platform, {
      image: Image.fromDirectory('nowhere'),
      cpu: 300,
      memory: Size.mebibytes(512),
      desiredCount: 2,
      scaling: { max: 3 },
      environment: { API_KEY: 'abc' },
      rollout: Rollout.rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }),
      ecs: { availabilityZoneRebalancing: true },
    }))).toEqual([
      'DesiredCountWithScaling desiredCount',
      'SecretInPlainEnvironment containers.api.environment.API_KEY',
      'DomainMissing platform.domain',
      'FargateSizeUnknown size',
      'RebalancingWithoutRoom ecs.availabilityZoneRebalancing',
      'BuildDirectoryMissing containers.api.image.directory',
    ]);
  });

  test('is said of the platform when its load balancer is asked for without a domain', () => {
    const platform = ground().platform({ domain: undefined });

    expect(refusals(() => platform.publicIngress)).toEqual(['DomainMissing domain']);
  });
});

test('a service without a way in needs neither a domain nor a load balancer', () => {
  const on = ground();
  const api = service(on.stack, 'Api', on.platform({ domain: undefined }), { exposures: [] });

  expect(api.urls).toEqual([]);
  Template.fromStack(on.stack).resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
});

test('sidecars and init containers come with it', () => {
  const { template } = web({
    cpu: 512,
    memory: Size.gibibytes(1),
    sidecars: [{ name: 'agent', image: NGINX, cpu: 64, memoryLimit: Size.mebibytes(128), memoryReservation: Size.mebibytes(64), ports: [{ port: 9999 }], essential: false }],
    initContainers: [{ name: 'migrate', image: NGINX, command: ['migrate'] }],
  });

  expect(only(template, 'AWS::ECS::TaskDefinition')).toMatchObject({
    Cpu: '512',
    Memory: '1024',
    ContainerDefinitions: [
      { Name: 'api', DependsOn: [{ ContainerName: 'migrate', Condition: 'SUCCESS' }] },
      { Name: 'agent', Cpu: 64, Memory: 128, MemoryReservation: 64, Essential: false, PortMappings: [{ ContainerPort: 9999, Name: 'port-9999' }] },
      { Name: 'migrate', Command: ['migrate'], Essential: false },
    ],
  });
});
