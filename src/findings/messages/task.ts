import { message } from '../message';
import { LAUNCH_TYPES, list, range } from './wording';

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference';

/** What is refused about a task because of what it runs on. */
export const taskMessages = {
  LaunchTypeHasNot: message<{ feature: string; launchType: string; has: readonly string[]; instead?: string }>({
    what: ({ feature, launchType }) => `there is no ${feature} on ${LAUNCH_TYPES[launchType]}`,
    remedy: ({ has, instead }) => instead ?? `leave it out, or run the workload on ${has.map(type => LAUNCH_TYPES[type]).join(' or ')} (option \`ecs.capacity\`)`,
    see: `${GUIDE}/task_definition_parameters.html`,
  }),
  EcsTaskCpuOutOfRange: message<{ given: number; min: number; max: number; nearest: number }>({
    what: p => `the size is ${p.given} CPU units, but a task on machines has ${range(p.min, p.max)}`,
    remedy: p => `choose ${p.nearest} CPU units`,
    see: `${GUIDE}/task_definition_parameters_ec2.html`,
  }),

  PrivilegedDropsNothing: message<{ given: readonly string[] }>({
    what: p => `a privileged container has all capabilities, so that ${list(p.given)} would not be dropped`,
    remedy: () => 'leave dropCapabilities out, or leave privileged off and add the capabilities that are needed',
    see: 'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
  }),
  SystemControlUnknown: message<{ given: string; nearest?: string }>({
    what: p => `no container has a kernel parameter '${p.given}' for itself`,
    remedy: p => p.nearest ? `set '${p.nearest}'` : 'set one whose name begins with net. or fs.mqueue., or one of System V IPC, and all others on the machine',
    see: `${ECS}/API_SystemControl.html`,
  }),
  SystemControlEmpty: message<{ given: string }>({
    what: p => `kernel parameter '${p.given}' has no value`,
    remedy: () => 'say a value, or leave the parameter out',
    see: `${ECS}/API_SystemControl.html`,
  }),
  SwappinessWithoutSwap: message<object>({
    what: () => 'the swappiness is ignored, because nobody says how much swap space there is',
    remedy: () => 'say maxSwap, too, or leave swappiness out',
    see: `${ECS}/API_LinuxParameters.html`,
  }),
  DevicePathMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not the absolute path of a device`,
    remedy: p => `write for example '${p.nearest}'`,
    see: `${ECS}/API_Device.html`,
  }),
  DevicePathTaken: message<{ given: string }>({
    what: p => `two devices are at '${p.given}' in the container`,
    remedy: () => 'give one of them another containerPath',
    see: `${ECS}/API_Device.html`,
  }),
  DeviceUnusable: message<{ given: string }>({
    what: p => `the container may do nothing with device '${p.given}'`,
    remedy: () => 'leave permissions out, or name at least one',
    see: `${ECS}/API_Device.html`,
  }),
  HostNameMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not a host name: letters, digits and hyphens, at most 63 between dots; a container's own has no dots`,
    remedy: p => `write for example '${p.nearest}'`,
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
  }),
  AddressMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not an IP address`,
    remedy: () => "write one such as '10.0.0.2'",
    see: `${ECS}/API_ContainerDefinition.html`,
  }),
  RestartOfWhatEnds: message<{ container: string }>({
    what: p => `container '${p.container}' is to run to its end, and to be started again when it has`,
    remedy: () => 'leave restartPolicy out',
    see: `${GUIDE}/container-restart-policy.html`,
  }),
  LabelReserved: message<{ given: string; prefix: string }>({
    what: p => p.given.trim() === '' ? 'a label has no name' : `label '${p.given}' is written by ECS itself`,
    remedy: p => `choose a name that does not begin with '${p.prefix}'`,
    see: `${ECS}/API_ContainerDefinition.html`,
  }),

  EcsWindowsHasNot: message<{ feature: string; os: string }>({
    what: p => `ECS has no ${p.feature} with ${p.os} there`,
    remedy: () => 'leave it out, or run the workload on Linux',
    see: `${GUIDE}/windows_task_definitions.html`,
  }),
  NetworkModeHasNot: message<{ feature: string; mode: string }>({
    what: p => `there is no ${p.feature} in the network mode '${p.mode}', in which it is the task that has an address`,
    remedy: () => "leave it out, or use the network mode 'bridge' (option `ecs.networkMode`)",
    see: `${ECS}/API_ContainerDefinition.html`,
  }),
  FargateCredentialSpec: message<{ lacks: 'domainUser' | 'bucket' }>({
    what: p => p.lacks === 'domainUser' ? 'nobody can make Fargate join a domain' : 'Fargate reads descriptions of accounts from buckets only',
    remedy: p => p.lacks === 'domainUser' ? 'say the domainUser, or run the workload on EC2 instances' : 'use CredentialSpec.fromBucket()',
    see: `${GUIDE}/fargate-linux-gmsa.html`,
  }),
  EcsTooManyExitCodes: message<{ given: number; most: number }>({
    what: p => `${p.given} exit codes are ignored, but ECS takes at most ${p.most}`,
    remedy: p => `keep ${p.most} of them, or have the program end with fewer codes`,
    see: `${ECS}/API_ContainerRestartPolicy.html`,
  }),
  SystemControlOfTheMachine: message<{ name: string; mode: string }>({
    what: p => `with the ${p.mode} kernel parameter '${p.name}' is the machine's, not the container's`,
    remedy: () => 'set it on the machine, or choose another mode',
    see: `${ECS}/API_SystemControl.html`,
  }),
  SystemControlsDiffer: message<{ name: string; value: string; other: string; others: string }>({
    what: p => `kernel parameter '${p.name}' is shared by all containers of a copy, and cannot be '${p.value}' here and '${p.others}' for '${p.other}'`,
    remedy: p => `choose one value, or leave it to container '${p.other}' alone`,
    see: `${ECS}/API_SystemControl.html`,
  }),
};
