/** Everything a pod can take from behind its walls, at once, before the checks that stand for an API server. */
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Size } from 'aws-cdk-lib/core';
import { ground, objects, service } from './support';
import { EnvironmentFile, Image, SecretSource, Volume } from '../../src/vocabulary';
import { checkObjects } from '../../tools/kubernetes';

test('volumes, secrets and files of variables make objects that the cluster takes', () => {
  const on = ground();
  const keys = secretsmanager.Secret.fromSecretNameV2(on.stack, 'Keys', 'shop/keys');
  const token = ssm.StringParameter.fromSecureStringParameterAttributes(on.stack, 'Token', { parameterName: '/shop/token' });
  service(on.stack, 'Api', on.platform(), {
    volumes: { uploads: Volume.efs(), cache: Volume.ebs({ size: Size.gibibytes(50) }), scratch: Volume.ephemeral() },
    mounts: [{ volume: 'uploads', path: '/srv/uploads' }, { volume: 'cache', path: '/var/cache' }, { volume: 'scratch', path: '/tmp' }],
    environmentFiles: [EnvironmentFile.fromFile(path.join(__dirname, '..', 'matrix', 'fixtures', 'settings.env'))],
    secrets: { KEY: SecretSource.secretsManager(keys, 'api key'), TOKEN: SecretSource.ssmParameter(token) },
    sidecars: [{ name: 'scanner', image: Image.fromRegistry('ghcr.io/shop/scanner:3'), secrets: { KEY: SecretSource.secretsManager(keys) } }],
  });
  const applied = objects(Template.fromStack(on.stack));

  expect(applied.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ConfigMap', 'PersistentVolume', 'PersistentVolumeClaim', 'SecretProviderClass', 'StorageClass']));
  expect(checkObjects(applied)).toEqual([]);
});
