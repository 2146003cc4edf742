/**
 * What containers can ask for, and which machines have it. The rules read this table, and so does the documentation.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html
 */
import { Feature } from './launch-types';
import { ContainerSpec } from '../../model';
import { LaunchType } from '../launch-type';

export interface ContainerFeature extends Feature {
  /** As the documentation lists it: the option. */
  readonly option: string;
  /** Where Windows containers have it; `has` is about Linux. */
  readonly windows: readonly LaunchType[];
  /** Windows itself does not know it, and the model says so. */
  readonly ofLinux?: boolean;
  /** It belongs to the address, so that tasks with one of their own (`awsvpc`) do not have it. */
  readonly ofTheAddress?: boolean;
  /** What a launch type has of it, where that is not all of it. */
  readonly only?: Partial<Record<LaunchType, string>>;
  /** Whether a container asks for it; features without have rules of their own. */
  readonly asked?: (container: ContainerSpec) => boolean;
}

const EVERYWHERE: readonly LaunchType[] = ['fargate', 'ec2', 'managedInstances', 'external'];
const MACHINES: readonly LaunchType[] = ['ec2', 'managedInstances', 'external'];
/** Machines on which Docker runs the containers. */
const DOCKER: readonly LaunchType[] = ['ec2', 'external'];
/** There are no Managed Instances with Windows. */
const WITH_WINDOWS: readonly LaunchType[] = ['fargate', 'ec2', 'external'];

export const CONTAINER_FEATURES: readonly ContainerFeature[] = [
  { option: 'privileged', name: 'privileged container', has: MACHINES, windows: [], ofLinux: true, asked: ({ privileged }) => privileged },
  { option: 'addCapabilities', name: 'further capability', has: EVERYWHERE, windows: [], ofLinux: true, only: { fargate: 'SYS_PTRACE' } },
  { option: 'ulimits', name: 'limit of processes', has: EVERYWHERE, windows: [], ofLinux: true, only: { fargate: 'nofile' } },
  {
    option: 'linux.sharedMemory',
    name: 'shared memory of a size that a container chooses',
    has: DOCKER,
    windows: [],
    ofLinux: true,
    asked: ({ linux }) => linux.sharedMemoryMiB !== undefined,
  },
  { option: 'linux.maxSwap', name: 'swap space', has: ['ec2'], windows: [], ofLinux: true, asked: ({ linux }) => linux.maxSwapMiB !== undefined },
  { option: 'linux.devices', name: 'device of the machine', has: MACHINES, windows: [], ofLinux: true, asked: ({ linux }) => linux.devices.length > 0 },
  { option: 'linux.systemControls', name: 'kernel parameter', has: EVERYWHERE, windows: [], ofLinux: true },
  { option: 'gpus', name: 'GPU', has: MACHINES, windows: [] },
  {
    option: 'nameResolution.hostname',
    name: 'host name that a container chooses',
    has: DOCKER,
    windows: DOCKER,
    ofTheAddress: true,
    asked: ({ names }) => names.hostname !== undefined,
  },
  {
    option: 'nameResolution.dnsServers',
    name: 'DNS server that a container chooses',
    has: DOCKER,
    windows: [],
    ofTheAddress: true,
    asked: ({ names }) => names.dnsServers.length > 0,
  },
  {
    option: 'nameResolution.dnsSearchDomains',
    name: 'DNS search domain that a container chooses',
    has: DOCKER,
    windows: [],
    ofTheAddress: true,
    asked: ({ names }) => names.searchDomains.length > 0,
  },
  {
    option: 'nameResolution.extraHosts',
    name: 'list of extra hosts',
    has: DOCKER,
    windows: [],
    ofTheAddress: true,
    asked: ({ names }) => Object.keys(names.extraHosts).length > 0,
  },
  { option: 'restartPolicy', name: 'restart policy', has: EVERYWHERE, windows: DOCKER, asked: ({ restart }) => restart !== undefined },
  { option: 'pseudoTerminal', name: 'terminal', has: EVERYWHERE, windows: WITH_WINDOWS, asked: ({ pseudoTerminal }) => pseudoTerminal },
  { option: 'interactive', name: 'standard input', has: EVERYWHERE, windows: WITH_WINDOWS, asked: ({ interactive }) => interactive },
  {
    option: 'dockerLabels',
    name: 'label of containers',
    has: WITH_WINDOWS,
    windows: WITH_WINDOWS,
    instead: 'leave dockerLabels out, and tag the workload (`Tags.of`) where tools can read tags of tasks',
    asked: ({ labels }) => Object.keys(labels).length > 0,
  },
  {
    option: 'versionConsistency',
    name: 'choice of version consistency',
    has: EVERYWHERE,
    windows: WITH_WINDOWS,
    asked: ({ versionConsistency }) => versionConsistency !== undefined,
  },
  {
    option: 'credentialSpec',
    name: 'account of Active Directory (gMSA)',
    has: ['fargate', 'ec2'],
    windows: DOCKER,
    only: { fargate: 'from a bucket, with `domainUser`' },
    asked: ({ credentialSpec }) => credentialSpec !== undefined,
  },
];
