import { IpcMode, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { main, sidecar, withMain, workload, wrong, WrongInput, wrongOn } from './wrong-input';
import { ContainerDraft, CredentialSpecSpec, Handle, LinuxDraft, NamesSpec, SizeSpec, WorkloadDraft } from '../../src/model';
import { EcsWorkloadOptions } from '../../src/vocabulary';

function size(given: Partial<SizeSpec>): WorkloadDraft {
  return workload({ size: given });
}

function linux(given: LinuxDraft): WorkloadDraft {
  return withMain({ linux: given });
}

function names(given: Partial<NamesSpec>): WorkloadDraft {
  return withMain({ names: given });
}

function account(given: Pick<CredentialSpecSpec, 'kind'> & Partial<Pick<CredentialSpecSpec, 'domainUser'>>): WorkloadDraft {
  const handle = new Handle('Accounts', undefined);
  const place = given.kind === 'parameter' ? { kind: given.kind, parameter: handle } : { kind: 'object' as const, bucket: handle, key: 'shop.json' };
  return withMain({ credentialSpec: { domainUser: 'domainUser' in given ? given.domainUser : handle, ...place } });
}

function ecsOptions(given: EcsWorkloadOptions): WorkloadDraft['platformOptions'] {
  return { ecs: new Handle('ecs options', given) };
}

function awaited(given: ContainerDraft): WorkloadDraft {
  return workload({ containers: [main({ dependsOn: [{ container: given.name, condition: 'success' }] }), given] });
}

/** Mistakes about what a task runs on. */
export const TASK_MISTAKES: readonly WrongInput[] = [
  wrongOn('ec2', 'LaunchTypeHasNot', 'size.ephemeralStorageGiB', 'a larger disk', size({ ephemeralStorageGiB: 100 })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'size.ephemeralStorageGiB', 'Volume.ebs()', size({ ephemeralStorageGiB: 100 })),
  wrongOn('ec2', 'EcsTaskCpuOutOfRange', 'size.cpuUnits', 'choose 128 CPU units', size({ cpuUnits: 64, memoryMiB: 128 })),
  wrongOn('external', 'EcsTaskCpuOutOfRange', 'size.cpuUnits', 'choose 196608 CPU units', size({ cpuUnits: 200_000, memoryMiB: 1024 })),

  wrong('PrivilegedDropsNothing', 'containers.web.capabilities.drop', 'leave dropCapabilities out', withMain({ privileged: true, capabilities: { drop: ['ALL'] } })),
  wrong('LinuxOnly', 'containers.web', 'on Linux', {
    ...withMain({ privileged: true, linux: { sharedMemoryMiB: 64, maxSwapMiB: 0, devices: [{ hostPath: '/dev/fuse' }], systemControls: { 'net.core.somaxconn': '1024' } } }),
    runtime: { os: 'windows-server-2022-core' },
  }),
  wrong('SystemControlUnknown', 'containers.web.linux.systemControls.kernel.shmax', "'kernel.shmmax'", linux({ systemControls: { 'kernel.shmax': '1' } })),
  wrong('SystemControlUnknown', 'containers.web.linux.systemControls.vm.max_map_count', 'on the machine', linux({ systemControls: { 'vm.max_map_count': '262144' } })),
  wrong('SystemControlEmpty', 'containers.web.linux.systemControls.net.core.somaxconn', 'say a value', linux({ systemControls: { 'net.core.somaxconn': ' ' } })),
  wrong('OutOfRange', 'containers.web.linux.sharedMemory', 'choose 512 MiB', { ...linux({ sharedMemoryMiB: 2048 }), size: { memoryMiB: 512 } }),
  wrong('OutOfRange', 'containers.web.linux.sharedMemory', 'choose 1 MiB', linux({ sharedMemoryMiB: 0 })),
  wrong('OutOfRange', 'containers.web.linux.swappiness', 'choose 100', linux({ maxSwapMiB: 512, swappiness: 101 })),
  wrong('SwappinessWithoutSwap', 'containers.web.linux.swappiness', 'say maxSwap', linux({ swappiness: 10 })),
  wrong('DevicePathMalformed', 'containers.web.linux.devices[0]', "'/dev/fuse'", linux({ devices: [{ hostPath: 'fuse' }] })),
  wrong('DevicePathTaken', 'containers.web.linux.devices[1]', 'another containerPath',
    linux({ devices: [{ hostPath: '/dev/neuron0' }, { hostPath: '/dev/neuron1', containerPath: '/dev/neuron0' }] })),
  wrong('DeviceUnusable', 'containers.web.linux.devices[0]', 'leave permissions out', linux({ devices: [{ hostPath: '/dev/fuse', permissions: [] }] })),
  wrong('HostNameMalformed', 'containers.web.nameResolution.hostname', "'shop-example-com'", names({ hostname: 'shop.example.com' })),
  wrong('HostNameMalformed', 'containers.web.nameResolution.dnsSearchDomains[0]', "'my-corp.example.com'", names({ searchDomains: ['my_corp.example.com'] })),
  wrong('HostNameMalformed', 'containers.web.nameResolution.extraHosts.the db', "'the-db'", names({ extraHosts: { 'the db': '10.0.0.1' } })),
  wrong('AddressMalformed', 'containers.web.nameResolution.dnsServers[0]', "'10.0.0.2'", names({ dnsServers: ['dns.example.com'] })),
  wrong('AddressMalformed', 'containers.web.nameResolution.extraHosts.db', "'10.0.0.2'", names({ extraHosts: { db: '10.0.0.256' } })),
  wrong('RestartOfWhatEnds', 'containers.seed.restartPolicy', 'leave restartPolicy out', workload({ containers: [main(), sidecar('seed', { role: 'init', restart: {} })] })),
  wrong('RestartOfWhatEnds', 'containers.seed.restartPolicy', 'leave restartPolicy out', awaited(sidecar('seed', { essential: false, restart: {} }))),
  wrong('OutOfRange', 'containers.web.restartPolicy.ignoredExitCodes[0]', 'choose 255', withMain({ restart: { ignoredExitCodes: [256] } })),
  wrong('LabelReserved', 'containers.web.dockerLabels.com.amazonaws.ecs.cluster', 'does not begin with', withMain({ labels: { 'com.amazonaws.ecs.cluster': 'mine' } })),
  wrong('LabelReserved', 'containers.web.dockerLabels.', 'does not begin with', withMain({ labels: { '': 'mine' } })),

  wrongOn('fargate', 'LaunchTypeHasNot', 'containers.web.privileged', 'on EC2 instances or Managed Instances or external machines', withMain({ privileged: true })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'containers.web.dockerLabels', 'tag the workload', withMain({ labels: { team: 'orders' } })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'containers.web.linux.sharedMemory', 'on EC2 instances', linux({ sharedMemoryMiB: 256 })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'operatingSystem', 'on Linux, or on Fargate', workload({ runtime: { os: 'windows-server-2022-core' } })),
  wrongOn('external', 'LaunchTypeHasNot', 'containers.web.credentialSpec', 'on Fargate or EC2 instances', account({ kind: 'object' })),
  wrongOn('external', 'EcsWindowsHasNot', 'containers.web.nameResolution.dnsServers', 'on Linux',
    { ...names({ dnsServers: ['10.0.0.2'] }), runtime: { os: 'windows-server-2022-core' } }),
  wrongOn('fargate', 'EcsWindowsHasNot', 'containers.web.restartPolicy', 'on Linux', { ...withMain({ restart: {} }), runtime: { os: 'windows-server-2022-core' } }),
  wrongOn('ec2', 'EcsWindowsHasNot', 'size.gpus', 'leave it out', { ...workload({ size: { gpus: 1 } }), runtime: { os: 'windows-server-2022-core' } }),
  wrongOn('ec2', 'NetworkModeHasNot', 'containers.web.nameResolution.hostname', "'bridge'", names({ hostname: 'shop' })),
  wrongOn('fargate', 'FargateCredentialSpec', 'containers.web.credentialSpec', 'say the domainUser', account({ kind: 'object', domainUser: undefined })),
  wrongOn('fargate', 'FargateCredentialSpec', 'containers.web.credentialSpec', 'CredentialSpec.fromBucket()', account({ kind: 'parameter' })),
  wrongOn('ec2', 'OutOfRange', 'containers.web.restartPolicy.attemptPeriod', 'choose 60 seconds', withMain({ restart: { attemptPeriod: Duration.seconds(10) } })),
  wrongOn('fargate', 'EcsTooManyExitCodes', 'containers.web.restartPolicy.ignoredExitCodes', 'keep 50',
    withMain({ restart: { ignoredExitCodes: Array.from({ length: 51 }, (_, code) => code) } })),
  wrongOn('ec2', 'SystemControlOfTheMachine', 'containers.web.linux.systemControls.net.core.somaxconn', 'on the machine',
    { ...linux({ systemControls: { 'net.core.somaxconn': '1024' } }), platformOptions: ecsOptions({ networkMode: NetworkMode.HOST }) }),
  wrongOn('ec2', 'SystemControlOfTheMachine', 'containers.web.linux.systemControls.kernel.shmmax', 'on the machine',
    { ...linux({ systemControls: { 'kernel.shmmax': '1' } }), platformOptions: ecsOptions({ ipcMode: IpcMode.HOST }) }),
  wrongOn('fargate', 'SystemControlsDiffer', 'containers.proxy.linux.systemControls.net.core.somaxconn', 'choose one value', workload({
    containers: [
      main({ linux: { systemControls: { 'net.core.somaxconn': '1024' } } }), sidecar('proxy', { linux: { systemControls: { 'net.core.somaxconn': '4096' } } }),
    ],
  })),
];
