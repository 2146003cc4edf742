/** CloudFormation may never update a service that CodeDeploy deploys: whatever is changed, the resource has to stay as it is. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, Size, Tags } from 'aws-cdk-lib/core';
import { EcsPlatformProps } from '../../../src/ecs';
import { Alarms, Capacity, Exposure, Image, PlatformProfile, Probe, Rollout, RolloutAlarms, TestTraffic, TrafficShift, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { Ground, SETTINGS, web } from '../support';

const before: Partial<WebServiceProps> = { rollout: Rollout.codeDeploy() };

/** Everything a team may change about a service between two deployments. */
const CHANGES: Record<string, Partial<WebServiceProps> | ((on: Ground) => Partial<WebServiceProps>)> = {
  'another image': { image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.30') },
  'a variable': { environment: { LEVEL: 'debug' } },
  'more processor and memory': { cpu: 1024, memory: Size.gibibytes(2) },
  'another port': { port: 9090 },
  'another command': { command: ['serve', '--fast'] },
  'a container beside it': { sidecars: [{ name: 'proxy', image: Image.fromRegistry('public.ecr.aws/envoy/envoy:1.1') }] },
  'a probe': { probe: Probe.command(['true']) },
  'another security group': ({ stack, vpc }) => ({ ecs: { securityGroups: [new ec2.SecurityGroup(stack, 'More', { vpc })] } }),
  'other subnets': { ecs: { subnets: { subnetType: ec2.SubnetType.PUBLIC }, assignPublicIp: true } },
  'Spot': { ecs: { capacity: [Capacity.fargateSpot(), Capacity.fargate()] } },
  'another count': { scaling: { min: 5, max: 5 } },
  'a count that follows the load': { scaling: { min: 2, max: 20, targetCpuPercent: 60 } },
  'other bounds of the count': { scaling: { min: 3, max: 30, targetRequestsPerMinute: 500 } },
  'a shell': { exec: true, readOnlyRootFilesystem: false },
  'a file system': { volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }] },
  'other ways of shifting': { rollout: Rollout.codeDeploy({ shift: TrafficShift.linear(20, Duration.minutes(2)), bakeTime: Duration.hours(1) }) },
  'test traffic': { rollout: Rollout.codeDeploy({ testTraffic: TestTraffic.listener(8443) }) },
  'no alarms': { rollout: Rollout.codeDeploy({ alarms: RolloutAlarms.none() }), alarms: Alarms.none() },
  'more patience': { rollout: Rollout.codeDeploy({ healthCheckGracePeriod: Duration.minutes(10), startTimeout: Duration.minutes(30) }) },
  'another host name': { exposures: [Exposure.public({ hostName: 'other.example.com', priority: 77 })] },
  'tags': ({ stack }) => {
    Tags.of(stack).add('team', 'orders');
    return {};
  },
};

type Json = { [key: string]: any };

function serviceOf(props: typeof CHANGES[string], platformProps: EcsPlatformProps, setting?: typeof SETTINGS[number][1]): Json {
  const made = web(on => ({ ...before, ...typeof props === 'function' ? props(on) : props }), platformProps, setting);
  const [resource] = Object.values(made.template.findResources('AWS::ECS::Service'));
  return resource.Properties;
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  const original = serviceOf({}, {}, setting);

  test.each(Object.entries(CHANGES))('%s does not touch the service', (_name, change) => {
    expect(JSON.stringify(serviceOf(change, {}, setting))).toBe(JSON.stringify(original));
  });

  test('another profile does not touch the service', () => {
    expect(JSON.stringify(serviceOf({}, { profile: PlatformProfile.DEVELOPMENT }, setting))).toBe(JSON.stringify(original));
  });
});

test('each of these changes something else, or the proof above would prove nothing', () => {
  const whole = (props: typeof CHANGES[string]) => JSON.stringify(web(on => ({ ...before, ...typeof props === 'function' ? props(on) : props })).template.toJSON());
  const original = whole({});

  Object.entries(CHANGES).forEach(([name, change]) => expect([name, whole(change) === original]).toEqual([name, false]));
});

test('every value that may differ comes from the seed', () => {
  const properties = serviceOf({}, {});

  expect(Object.keys(properties).sort()).toEqual([
    'AvailabilityZoneRebalancing', 'CapacityProviderStrategy', 'Cluster', 'DeploymentConfiguration', 'DeploymentController', 'DesiredCount', 'EnableECSManagedTags',
    'EnableExecuteCommand', 'HealthCheckGracePeriodSeconds', 'LoadBalancers', 'NetworkConfiguration', 'PlatformVersion', 'PropagateTags', 'TaskDefinition',
  ]);
  expect(JSON.stringify(properties).match(/Seed/g)).toHaveLength(14);
});
