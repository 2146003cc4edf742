/** A service with every kind of volume comes and goes, and takes along what was made for it. */
import * as efs from 'aws-cdk-lib/aws-efs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy, Size, Stack } from 'aws-cdk-lib/core';
import { Capacity, PlatformProfile, Volume } from '../../src/vocabulary';
import { World } from '../../tools/local-cloudformation/testing/world';
import { ground, RECOMMENDED, service } from '../ecs/support';

const FILES = ['AWS::EFS::FileSystem', 'AWS::EFS::MountTarget', 'AWS::S3Files::FileSystem', 'AWS::S3Files::MountTarget', 'AWS::S3Files::AccessPoint'];

test.each([['Fargate', () => Capacity.fargate()], ['Managed Instances', () => Capacity.managedInstances({ name: 'machines' })]])('on %s', async (_, capacity) => {
  const on = ground({ flags: RECOMMENDED });
  const bucket = new s3.Bucket(on.stack, 'Media', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
  const fileSystem = new efs.FileSystem(on.stack, 'Files', { vpc: on.vpc, removalPolicy: RemovalPolicy.DESTROY });
  const volumes = {
    tmp: Volume.ephemeral(),
    memory: Volume.tmpfs({ size: Size.mebibytes(32) }),
    own: Volume.efs(),
    existing: Volume.efs({ fileSystem }),
    media: Volume.s3Files({ bucket }),
    disk: Volume.ebs({ size: Size.gibibytes(20) }),
  };
  service(on.stack, 'Api', on.platform({ profile: PlatformProfile.DEVELOPMENT, capacity: [capacity()] }), {
    volumes, mounts: Object.keys(volumes).map(volume => ({ volume, path: `/mnt/${volume}` })),
  });

  const world = new World();
  const made = await world.deployStack(on.stack);
  expect({ status: made.status, reason: made.reason }).toEqual({ status: 'CREATE_COMPLETE' });
  expect(FILES.map(type => world.aws.account.live(type).length)).toEqual([2, 4, 1, 2, 1]);

  const gone = await world.destroy(Stack.of(on.stack).stackName);
  expect({ status: gone.status, reason: gone.reason }).toEqual({ status: 'DELETE_COMPLETE' });
  expect(FILES.map(type => world.aws.account.live(type).length)).toEqual([0, 0, 0, 0, 0]);
}, 120_000);
