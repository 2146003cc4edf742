import { Match } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { RollingDraft, WorkloadDraft } from '../../../src/model';
import { Capacity } from '../../../src/vocabulary';
import { main, NONE, refuses, renders, Row } from '../matrix';

function daemon(given: Partial<WorkloadDraft> = {}): Partial<WorkloadDraft> {
  return { scaling: { kind: 'perInstance' }, ...given };
}

function rolling(given: Partial<RollingDraft>): Partial<WorkloadDraft> {
  return daemon({ rollout: { kind: 'rolling', ...given } });
}

const ec2 = () => Capacity.ec2({ name: 'general', instanceTypes: [new InstanceType('m7i.large')] });
const managed = () => Capacity.managedInstances({ name: 'general' });
const external = () => Capacity.external({ name: 'warehouse' });

const DISK: Partial<WorkloadDraft> = {
  volumes: [{ kind: 'disk', name: 'data', sizeGiB: 10 }], containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
};

const WITH_DISK = Match.objectLike({ volumes: Match.arrayWith([Match.objectLike({ ephemeral: Match.anyValue() })]) });

/** One copy on each machine, on every kind of machine. */
export const DAEMONS: readonly Row[] = [
  {
    feature: 'one copy on each EC2 instance or node',
    covers: ['scaling.perInstance'],
    capacity: ec2,
    given: daemon(),
    ecs: renders({
      'AWS::ECS::Service': {
        SchedulingStrategy: 'DAEMON',
        LaunchType: 'EC2',
        DesiredCount: Match.absent(),
        CapacityProviderStrategy: Match.absent(),
        DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 0, MaximumPercent: 100 }),
      },
      'AWS::ApplicationAutoScaling::ScalableTarget': NONE,
    }),
    eks: renders({
      DaemonSet: { spec: Match.objectLike({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%' } } }) },
      Deployment: NONE,
      HorizontalPodAutoscaler: NONE,
      PodDisruptionBudget: NONE,
    }),
  },
  {
    feature: 'one copy on each Managed Instance',
    covers: ['scaling.perInstance'],
    capacity: managed,
    given: daemon(),
    ecs: renders({
      'AWS::ECS::Daemon': { DeploymentConfiguration: { DrainPercent: 25, BakeTimeInMinutes: 0 } },
      'AWS::ECS::DaemonTaskDefinition': { ContainerDefinitions: [Match.objectLike({ Name: 'shop', Essential: true })] },
      'AWS::ECS::Service': NONE,
      'AWS::ECS::TaskDefinition': NONE,
    }),
    eks: renders({ DaemonSet: {} }),
  },
  {
    feature: 'one copy on each external machine',
    covers: ['scaling.perInstance'],
    capacity: external,
    given: daemon(),
    ecs: renders({ 'AWS::ECS::Service': { SchedulingStrategy: 'DAEMON', LaunchType: 'EXTERNAL' } }),
    eks: renders({ DaemonSet: {} }),
  },
  {
    feature: 'one copy where there are no machines',
    covers: ['scaling.perInstance'],
    given: daemon(),
    ecs: refuses('DaemonOnFargate'),
    eks: renders({ DaemonSet: {} }),
  },
  {
    feature: 'a share of the machines that keep a copy',
    covers: ['scaling.perInstance', 'rollout.minHealthyPercent'],
    capacity: ec2,
    given: rolling({ minHealthyPercent: 80 }),
    ecs: renders({ 'AWS::ECS::Service': { DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 80, MaximumPercent: 100 }) } }),
    eks: renders({ DaemonSet: { spec: Match.objectLike({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '20%' } } }) } }),
  },
  {
    feature: 'a share of the Managed Instances that keep a copy',
    covers: ['scaling.perInstance', 'rollout.minHealthyPercent'],
    capacity: managed,
    given: rolling({ minHealthyPercent: 80 }),
    ecs: renders({ 'AWS::ECS::Daemon': { DeploymentConfiguration: Match.objectLike({ DrainPercent: 20 }) } }),
    eks: renders({ DaemonSet: {} }),
  },
  {
    feature: 'two versions on one machine',
    covers: ['scaling.perInstance', 'rollout.shifting'],
    capacity: ec2,
    given: daemon({ rollout: { kind: 'shifting' } }),
    ecs: refuses('DaemonRollsInPlace'),
    eks: refuses('DaemonRollsInPlace', 'EksShiftNeedsExposure'),
  },
  {
    feature: 'a way in for copies on each machine',
    covers: ['scaling.perInstance', 'workload.exposures'],
    capacity: ec2,
    given: daemon({ exposures: [{ kind: 'http', audience: 'public' }] }),
    ecs: refuses('DaemonExposed'),
    eks: refuses('DaemonExposed'),
  },
  {
    feature: 'a disk for the copy of each machine',
    covers: ['scaling.perInstance', 'volume.disk'],
    capacity: ec2,
    given: daemon(DISK),
    ecs: refuses('DaemonHasNoDisks'),
    eks: renders({ DaemonSet: { spec: Match.objectLike({ template: Match.objectLike({ spec: WITH_DISK }) }) } }),
  },
  {
    feature: 'a daemon in the network of its machine',
    covers: ['scaling.perInstance', 'workload.platformOptions'],
    capacity: ec2,
    ecsOptions: { networkMode: ecs.NetworkMode.HOST },
    given: daemon(),
    ecs: renders({ 'AWS::ECS::TaskDefinition': { NetworkMode: 'host' }, 'AWS::ECS::Service': { NetworkConfiguration: Match.absent() } }),
    eks: renders({ DaemonSet: {} }),
  },
  {
    feature: 'a daemon on Managed Instances in their network',
    covers: ['scaling.perInstance', 'workload.platformOptions'],
    capacity: managed,
    ecsOptions: { networkMode: ecs.NetworkMode.HOST },
    given: daemon(),
    ecs: refuses('LaunchTypeHasNot'),
    eks: renders({ DaemonSet: {} }),
  },
];
