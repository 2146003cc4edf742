import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size } from 'aws-cdk-lib/core';
import { Capacity, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { only, web } from '../support';

const EC2 = { capacity: [Capacity.ec2({ name: 'machines' })] };

function mounting(volume: Volume, path = '/data'): Partial<WebServiceProps> {
  return { volumes: { data: volume }, mounts: [{ volume: 'data', path }] };
}

describe('files in memory', () => {
  test('are a setting of their container, and no volume of the task', () => {
    const { template } = web({
      ...mounting(Volume.tmpfs({ size: Size.mebibytes(64), mountOptions: [ecs.TmpfsMountOption.NOATIME] })),
      volumes: { data: Volume.tmpfs({ size: Size.mebibytes(64), mountOptions: [ecs.TmpfsMountOption.NOATIME] }), tmp: Volume.ephemeral() },
      mounts: [{ volume: 'data', path: '/secrets' }, { volume: 'tmp', path: '/tmp' }],
    });

    const { Volumes, ContainerDefinitions: [container] } = only(template, 'AWS::ECS::TaskDefinition');
    expect(Volumes).toEqual([{ Name: 'tmp' }]);
    expect(container.MountPoints).toEqual([{ SourceVolume: 'tmp', ContainerPath: '/tmp', ReadOnly: false }]);
    expect(container.LinuxParameters.Tmpfs).toEqual([{ ContainerPath: '/secrets', Size: 64, MountOptions: ['noatime'] }]);
  });

  test('may be mounted twice by the same container, once to be read only', () => {
    const { template } = web({
      ...mounting(Volume.tmpfs({ size: Size.mebibytes(8) })),
      mounts: [{ volume: 'data', path: '/in' }, { volume: 'data', path: '/out', readOnly: true }],
    });

    const { ContainerDefinitions: [container], Volumes } = only(template, 'AWS::ECS::TaskDefinition');
    expect(container.LinuxParameters.Tmpfs).toEqual([{ ContainerPath: '/in', Size: 8 }, { ContainerPath: '/out', Size: 8, MountOptions: ['ro'] }]);
    expect(container.MountPoints).toBeUndefined();
    expect(Volumes).toBeUndefined();
  });
});

test.each<[string, () => Capacity]>([
  ['EC2 instance', () => Capacity.ec2({ name: 'machines' })],
  ['Managed Instance', () => Capacity.managedInstances({ name: 'managed' })],
  ['external machine', () => Capacity.external({ name: 'outside' })],
])('a directory of an %s is named by its path', (_, capacity) => {
  const { template } = web({ ...mounting(Volume.hostPath('/var/log')), exposures: [] }, { capacity: [capacity()] });

  expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{ Name: 'data', Host: { SourcePath: '/var/log' } }]);
});

describe('a volume that Docker makes', () => {
  test('lives as long as the task', () => {
    const { template } = web(mounting(Volume.docker()), EC2);

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{ Name: 'data', DockerVolumeConfiguration: { Driver: 'local', Scope: 'task' } }]);
  });

  test('is made once on each machine when it is shared', () => {
    const { template } = web(mounting(Volume.docker({
      driver: 'rexray/ebs', driverOptions: { size: '20' }, labels: { team: 'orders' }, scope: ecs.Scope.SHARED,
    })), EC2);

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{
      Name: 'data',
      DockerVolumeConfiguration: {
        Driver: 'rexray/ebs', DriverOpts: { size: '20' }, Labels: { team: 'orders' }, Scope: 'shared', Autoprovision: true,
      },
    }]);
  });

  test('has to be there already when nobody may make it', () => {
    const { template } = web(mounting(Volume.docker({ scope: ecs.Scope.SHARED, autoprovision: false })), EC2);

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes[0].DockerVolumeConfiguration).toMatchObject({ Autoprovision: false });
  });
});
