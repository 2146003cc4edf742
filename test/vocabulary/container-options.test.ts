/** What a container asks of its machine, in the words of the model. */
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Duration, Size, Stack } from 'aws-cdk-lib/core';
import { ContainerDraft, seal } from '../../src/model';
import { ContainerOptions, CredentialSpec, DevicePermission, HostDevice, Image, workloadDraft } from '../../src/vocabulary';
import { PRODUCTION } from '../wrong-inputs/wrong-input';

const image = Image.fromRegistry('nginx:1.29');

function main(options: ContainerOptions): ContainerDraft {
  return workloadDraft('shop', { image, ...options }).containers[0];
}

test('sizes are said in MiB', () => {
  expect(main({ linux: { sharedMemory: Size.gibibytes(1), maxSwap: Size.mebibytes(0), swappiness: 5 } }).linux)
    .toMatchObject({ sharedMemoryMiB: 1024, maxSwapMiB: 0, swappiness: 5 });
});

test('a size that is no whole number of MiB is refused', () => {
  expect(() => main({ linux: { sharedMemory: Size.kibibytes(100) } })).toThrow(/whole number/);
});

test('a device is at its own place, may be read and written, and is numbered if it is for Neuron', () => {
  const devices = [HostDevice.neuron(), HostDevice.neuron(3), HostDevice.fromPath('/dev/fuse', { containerPath: '/dev/f', permissions: [DevicePermission.MKNOD] })];
  const { spec } = seal(workloadDraft('shop', { image, linux: { devices } }), PRODUCTION);

  expect(spec.containers[0].linux.devices).toEqual([
    { hostPath: '/dev/neuron0', containerPath: '/dev/neuron0', permissions: ['read', 'write'] },
    { hostPath: '/dev/neuron3', containerPath: '/dev/neuron3', permissions: ['read', 'write'] },
    { hostPath: '/dev/fuse', containerPath: '/dev/f', permissions: ['mknod'] },
  ]);
});

test('names, labels, terminals and restarts keep their values', () => {
  const nameResolution = { hostname: 'shop', dnsServers: ['10.0.0.2'], dnsSearchDomains: ['example.com'], extraHosts: { db: '10.0.0.9' } };

  expect(main({
    nameResolution,
    dockerLabels: { team: 'orders' },
    pseudoTerminal: true,
    interactive: true,
    privileged: true,
    versionConsistency: false,
    restartPolicy: { ignoredExitCodes: [0], attemptPeriod: Duration.minutes(1) },
  })).toMatchObject({
    names: { hostname: 'shop', dnsServers: ['10.0.0.2'], searchDomains: ['example.com'], extraHosts: { db: '10.0.0.9' } },
    labels: { team: 'orders' },
    pseudoTerminal: true,
    interactive: true,
    privileged: true,
    versionConsistency: false,
    restart: { ignoredExitCodes: [0], attemptPeriod: Duration.minutes(1) },
  });
});

test('an account is described in a bucket or in a parameter, for a user of the domain or for a machine in it', () => {
  const stack = new Stack();
  const bucket = s3.Bucket.fromBucketName(stack, 'Accounts', 'accounts');
  const parameter = ssm.StringParameter.fromStringParameterName(stack, 'Account', 'shop');
  const domainUser = secretsmanager.Secret.fromSecretNameV2(stack, 'User', 'user');

  expect(CredentialSpec.fromBucket(bucket, 'shop.json', { domainUser })._toSpec())
    .toMatchObject({ kind: 'object', bucket: { value: bucket }, key: 'shop.json', domainUser: { value: domainUser } });
  expect(CredentialSpec.fromParameter(parameter)._toSpec()).toMatchObject({ kind: 'parameter', parameter: { value: parameter }, domainUser: undefined });
});

test('GPUs of a sidecar are taken from those of the workload', () => {
  const { spec, findings } = seal(workloadDraft('shop', { image, gpus: 3, sidecars: [{ name: 'agent', image, gpus: 1 }] }), PRODUCTION);

  expect(findings).toEqual([]);
  expect(spec.size.gpus).toBe(3);
  expect(spec.containers.map(({ resources }) => resources.gpus)).toEqual([undefined, 1]);
});

test('whoever asks for nothing says nothing', () => {
  const { spec } = seal(workloadDraft('shop', { image }), PRODUCTION);

  expect(spec.containers[0]).toMatchObject({
    privileged: false,
    pseudoTerminal: false,
    interactive: false,
    labels: {},
    linux: { devices: [], systemControls: {} },
    names: { dnsServers: [], searchDomains: [], extraHosts: {} },
  });
  expect(spec.containers[0]).not.toHaveProperty('restart');
  expect(spec.containers[0]).not.toHaveProperty('credentialSpec');
});
