/** What the resources of a daemon are called, on each kind of machine: CloudFormation replaces what is called by another name. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ground, NGINX } from './support';
import { ContainerPlatform } from '../../src/platform';
import { Capacity } from '../../src/vocabulary';
import { DaemonService } from '../../src/workloads';
import { ground as eksGround } from '../eks/support';

interface Place {
  readonly stack: ReturnType<typeof ground>['stack'];
  readonly platform: ContainerPlatform;
}

function onEcs(capacity: Capacity): Place {
  const on = ground();
  return { stack: on.stack, platform: on.platform({ capacity: [capacity] }) };
}

function onEks(): Place {
  const on = eksGround();
  return { stack: on.stack, platform: on.platform() };
}

const ANY = {
  AgentTaskRole12021E96: 'AWS::IAM::Role',
  AgentErrorsQueryA937E6A7: 'AWS::Logs::QueryDefinition',
  AgentLastLinesQueryE6260BFB: 'AWS::Logs::QueryDefinition',
};
const TASK = { ...ANY, AgentExecutionRoleA67A0453: 'AWS::IAM::Role', AgentLogGroup60F973C0: 'AWS::Logs::LogGroup' };
const SERVICE = { ...TASK, AgentServiceF2D3C3B9: 'AWS::ECS::Service', AgentTaskDefinitionAF7B9E34: 'AWS::ECS::TaskDefinition' };

test.each<[string, () => Place, Record<string, string>]>([
  ['EC2 instances', () => onEcs(Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m7i.large')] })), {
    ...SERVICE, AgentSecurityGroup0A799B36: 'AWS::EC2::SecurityGroup',
  }],
  ['Managed Instances', () => onEcs(Capacity.managedInstances({ name: 'general' })), {
    ...TASK, AgentDaemon7D1DF09B: 'AWS::ECS::Daemon', AgentDaemonTaskDefinition888941FC: 'AWS::ECS::DaemonTaskDefinition',
  }],
  ['external machines', () => onEcs(Capacity.external({ name: 'warehouse' })), SERVICE],
  ['nodes', onEks, {
    ...ANY,
    AgentPodIdentityC8193C22: 'AWS::EKS::PodIdentityAssociation',
    AgentRolloutNoticedA0D76425: 'Custom::AWSCDK-EKS-KubernetesObjectValue',
    AgentRolloutReplacedD5C6B092: 'Custom::AWSCDK-EKS-KubernetesObjectValue',
    AgentRolloutGate27A560C1: 'Custom::AWSCDK-EKS-KubernetesObjectValue',
    DaemonSetAgent4584FE31: 'Custom::AWSCDK-EKS-KubernetesResource',
    NetworkPolicyAgent7E1B5CEA: 'Custom::AWSCDK-EKS-KubernetesResource',
    ServiceAccountAgentBA91A4D2: 'Custom::AWSCDK-EKS-KubernetesResource',
  }],
])('on %s', (_, place, expected) => {
  const { stack, platform } = place();
  new DaemonService(stack, 'Agent', { platform, image: NGINX });

  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
  const ours = Object.entries(Resources).filter(([id]) => id.includes('Agent'));
  expect(Object.fromEntries(ours.map(([id, { Type }]) => [id, Type]))).toEqual(expected);
});
