/** Every network mode on every kind of machines and either system: refused with a finding, or made; never an error of somebody else. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size } from 'aws-cdk-lib/core';
import { DraftWorkload, ground, NGINX, only, refusals, resources } from './support';
import { Handle } from '../../src/model';
import { Capacity, InstanceImage } from '../../src/vocabulary';

const { AWS_VPC, BRIDGE, HOST, NONE, NAT } = ecs.NetworkMode;
type System = 'linux' | 'windows-server-2022-core';

const CAPACITY: Record<string, (system: System) => Capacity> = {
  'Fargate': () => Capacity.fargate(),
  'EC2 instances': system => Capacity.ec2({ name: 'nodes', ...system !== 'linux' && { image: InstanceImage.WINDOWS_SERVER_2022_CORE } }),
  'Managed Instances': () => Capacity.managedInstances({ name: 'managed' }),
  'external machines': () => Capacity.external({ name: 'outside' }),
};

/** What AWS documents, in the order of the modes. */
const THERE: Record<string, Record<System, ecs.NetworkMode[]>> = {
  'Fargate': { 'linux': [AWS_VPC], 'windows-server-2022-core': [AWS_VPC] },
  'EC2 instances': { 'linux': [AWS_VPC, BRIDGE, HOST, NONE], 'windows-server-2022-core': [AWS_VPC, NAT] },
  'Managed Instances': { 'linux': [AWS_VPC, HOST], 'windows-server-2022-core': [] },
  'external machines': { 'linux': [BRIDGE, HOST, NONE], 'windows-server-2022-core': [NAT] },
};

function make(place: string, system: System, networkMode: ecs.NetworkMode | undefined): Template {
  const { stack, platform } = ground();
  // A load balancer finds no external machines, and on Managed Instances only tasks with addresses.
  const isReached = place === 'Managed Instances' ? networkMode !== HOST : networkMode !== NONE && place !== 'external machines';
  new DraftWorkload(stack, 'Shop', platform(), {
    name: 'shop',
    containers: [{ name: 'shop', image: NGINX._toSpec(), ports: networkMode === NONE ? [] : [{ port: 8080 }] }],
    exposures: isReached ? [{ kind: 'http', audience: 'public' }] : [],
    size: { cpuUnits: 1024, memoryMiB: Size.gibibytes(2).toMebibytes() },
    runtime: { os: system },
    platformOptions: { ecs: new Handle('options', { capacity: [CAPACITY[place](system)], networkMode }) },
  });
  return Template.fromStack(stack);
}

describe.each(Object.keys(CAPACITY))('on %s', place => {
  describe.each(['linux', 'windows-server-2022-core'] as const)('with %s', system => {
    test.each([AWS_VPC, BRIDGE, HOST, NONE, NAT])('the mode %s', mode => {
      if (THERE[place][system].includes(mode)) {
        const template = make(place, system, mode);
        const targets = resources(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(({ TargetType }) => TargetType);

        expect(only(template, 'AWS::ECS::TaskDefinition').NetworkMode).toBe(mode === NAT ? undefined : mode);
        expect(only(template, 'AWS::ECS::Service').NetworkConfiguration !== undefined).toBe(mode === AWS_VPC);
        expect(targets.every(type => type === (mode === AWS_VPC ? 'ip' : 'instance'))).toBe(true);
      } else {
        expect(refusals(() => make(place, system, mode))).not.toEqual([]);
      }
    });

    test('the default is there', () => {
      if (THERE[place][system].length > 0) {
        const { NetworkMode } = only(make(place, system, undefined), 'AWS::ECS::TaskDefinition');
        expect(THERE[place][system].map(mode => mode === NAT ? undefined : mode)[0]).toBe(NetworkMode);
      } else {
        expect(refusals(() => make(place, system, undefined))).not.toEqual([]);
      }
    });
  });
});
