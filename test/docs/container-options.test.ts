/** The table of the page about options of containers says what the rules say, cell by cell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { LaunchType } from '../../src/ecs/launch-type';
import { ecsFindings } from '../../src/ecs/rules';
import { CONTAINER_FEATURES } from '../../src/ecs/rules/container-features';
import { eksFindings } from '../../src/eks/rules';
import { ContainerDraft, Handle, OperatingSystem, seal, WorkloadDraft } from '../../src/model';
import { NodeImage, Nodes } from '../../src/vocabulary';
import { rendered } from '../wrong-inputs/eks';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const WINDOWS: OperatingSystem = 'windows-server-2022-core';
const LAUNCH_TYPES: readonly LaunchType[] = ['fargate', 'ec2', 'managedInstances', 'external'];

interface Sample {
  /** As little of it as one can ask for. */
  readonly little: Partial<ContainerDraft>;
  /** More, which is refused where a cell names a limit. */
  readonly much?: Partial<ContainerDraft>;
  /** What Kubernetes calls little. */
  readonly littleOnEks?: Partial<ContainerDraft>;
}

const account = new Handle('Account', undefined);
const SAMPLES: Record<string, Sample> = {
  'privileged': { little: { privileged: true } },
  'addCapabilities': {
    little: { capabilities: { add: ['SYS_PTRACE'] } }, much: { capabilities: { add: ['SYS_ADMIN'] } }, littleOnEks: { capabilities: { add: ['CHOWN'] } },
  },
  'ulimits': { little: { ulimits: [{ name: 'nofile', soft: 1, hard: 2 }] }, much: { ulimits: [{ name: 'nproc', soft: 1, hard: 2 }] } },
  'linux.sharedMemory': { little: { linux: { sharedMemoryMiB: 128 } } },
  'linux.maxSwap': { little: { linux: { maxSwapMiB: 128 } } },
  'linux.devices': { little: { linux: { devices: [{ hostPath: '/dev/fuse' }] } } },
  'linux.systemControls': {
    little: { linux: { systemControls: { 'net.ipv4.tcp_syncookies': '1' } } }, much: { linux: { systemControls: { 'net.core.somaxconn': '1024' } } },
  },
  'gpus': { little: { resources: { gpus: 1 } } },
  'nameResolution.hostname': { little: { names: { hostname: 'shop' } } },
  'nameResolution.dnsServers': { little: { names: { dnsServers: ['10.0.0.2'] } } },
  'nameResolution.dnsSearchDomains': { little: { names: { searchDomains: ['example.com'] } } },
  'nameResolution.extraHosts': { little: { names: { extraHosts: { db: '10.0.0.9' } } } },
  'restartPolicy': { little: { restart: {} }, much: { restart: { ignoredExitCodes: [0], attemptPeriod: Duration.minutes(1) } } },
  'pseudoTerminal': { little: { pseudoTerminal: true } },
  'interactive': { little: { interactive: true } },
  'dockerLabels': { little: { labels: { team: 'orders' } } },
  'versionConsistency': { little: { versionConsistency: false }, much: { versionConsistency: true } },
  'credentialSpec': {
    little: { credentialSpec: { kind: 'object', bucket: account, key: 'shop.json', domainUser: account } },
    much: { credentialSpec: { kind: 'parameter', parameter: account } },
  },
};

const PAGE = readFileSync(join(__dirname, '../../docs/concepts/container-options.md'), 'utf8');
const [, LINES] = /## Where there is which\n\n\|.*\n\|.*\n([\s\S]*?)\n\n/.exec(PAGE)!;
const ROWS = LINES.split('\n').map(line => line.split('|').slice(1, -1).map(each => each.trim()));

/** Whether anybody refuses it, in the network mode in which a container has most. */
function isRefused(on: LaunchType | 'eks', os: OperatingSystem, given: Partial<ContainerDraft>): boolean {
  const isEc2 = on === 'ec2' || on === 'external';
  const networkMode = os === WINDOWS ? ecs.NetworkMode.NAT : ecs.NetworkMode.BRIDGE;
  const draft: WorkloadDraft = {
    ...workload({ containers: [main(given)], runtime: { os } }),
    ...isEc2 && { platformOptions: { ecs: new Handle('ecs options', { networkMode }) } },
  };
  const { spec, findings } = seal(draft, PRODUCTION);
  const nodes = [rendered(os === WINDOWS ? Nodes.managed({ image: NodeImage.WINDOWS_2022_CORE }) : Nodes.auto())];
  const later = on === 'eks'
    ? eksFindings(spec, { nodes, namespaces: ['workloads'], logRetentionDays: PRODUCTION.logRetentionDays })
    : ecsFindings(spec, { launchType: on });
  return [...findings, ...later].length > 0;
}

/** What a cell says, found out by trying both systems, little first and then much. */
function cell(on: LaunchType | 'eks', { much, littleOnEks, ...sample }: Sample): string {
  const little = on === 'eks' && littleOnEks ? littleOnEks : sample.little;
  const [linux, windows] = [!isRefused(on, 'linux', little), !isRefused(on, WINDOWS, little)];
  const where = linux && windows ? 'yes' : linux ? 'Linux' : windows ? 'Windows' : '';
  return where !== '' && much && isRefused(on, linux ? 'linux' : WINDOWS, much) ? `${where}:` : where;
}

test('every feature has a row', () => {
  expect(ROWS.map(([name]) => name)).toEqual(CONTAINER_FEATURES.map(({ option }) => `\`${option}\``));
});

test.each(ROWS.map(([name, ...cells]) => [name, cells] as const))('%s is where the page says', (name, cells) => {
  const sample = SAMPLES[name.replace(/`/g, '')];

  expect(cells.map(each => each.replace(/(?<=:) .*/, ''))).toEqual([...LAUNCH_TYPES, 'eks' as const].map(on => cell(on, sample)));
});

test('what a launch type has only in part is said on the page', () => {
  const parts = CONTAINER_FEATURES.flatMap(({ option, only = {} }) =>
    Object.entries(only).map(([on, part]) => ({ option, on: on as LaunchType, part })));
  const said = ({ option, on }: { option: string; on: LaunchType }) =>
    ROWS.find(([name]) => name === `\`${option}\``)![1 + LAUNCH_TYPES.indexOf(on)].replace(/^\w+: |`/g, '');

  expect(parts.map(said)).toEqual(parts.map(({ part }) => part.replace(/`/g, '')));
});
