/** The table of the page about volumes says what the rules say, cell by cell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchType } from '../../src/ecs/launch-type';
import { ecsFindings } from '../../src/ecs/rules';
import { VOLUME_FEATURES } from '../../src/ecs/rules/volumes';
import { NO_VOLUMES, volumesAreThere } from '../../src/eks/rules/volumes-are-there';
import { Handle, OperatingSystem, seal, VolumeDraft, VolumeSpec } from '../../src/model';
import { applyRules } from '../../src/model/rules/rule';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const WINDOWS: OperatingSystem = 'windows-server-2022-core';

/** One volume of each kind, by the word that the page has for it. */
const VOLUMES: Record<string, VolumeDraft> = {
  ephemeral: { kind: 'ephemeral', name: 'data' },
  tmpfs: { kind: 'memory', name: 'data', sizeMiB: 16 },
  ebs: { kind: 'disk', name: 'data', sizeGiB: 20 },
  hostPath: { kind: 'hostPath', name: 'data', hostPath: '/var/log' },
  docker: { kind: 'driver', name: 'data' },
  efs: { kind: 'shared', name: 'data' },
  s3Files: { kind: 'bucket', name: 'data', bucket: new Handle('Media', { node: {} }) },
  fsxWindows: { kind: 'windowsShare', name: 'data', fileSystemId: 'fs-0a', domain: 'corp', credentials: { kind: 'vault', secret: new Handle('Login', {}) } },
};

const [, ...LINES] = /## Where there are which\n\n\|.*\n\|.*\n([\s\S]*?)\n\n/.exec(readFileSync(join(__dirname, '../../docs/concepts/volume.md'), 'utf8'))!;
const ROWS = LINES[0].split('\n').map(line => line.split('|').slice(1, -1).map(text => text.trim()));

function specOn(os: OperatingSystem, volume: VolumeDraft) {
  const onDrive = os === WINDOWS && volume.kind === 'hostPath' ? { ...volume, hostPath: 'C:\\logs' } : volume;
  return seal(workload({
    runtime: { os }, volumes: [onDrive], containers: [main({ mounts: [{ volume: 'data', path: os === WINDOWS ? 'C:\\data' : '/data', readOnly: false }] })],
  }), PRODUCTION).spec;
}

/** What a cell says, found out by trying both systems. */
function cell(refusedOn: (os: OperatingSystem) => boolean): string {
  const [linux, windows] = [!refusedOn('linux'), !refusedOn(WINDOWS)];
  return linux && windows ? 'yes' : linux ? 'Linux' : windows ? 'Windows' : '';
}

function onEcs(launchType: LaunchType, volume: VolumeDraft): string {
  return cell(os => ecsFindings(specOn(os, volume), { launchType }).some(({ path }) => path.startsWith('volumes.data')));
}

function onEks(volume: VolumeDraft): string {
  return cell(os => applyRules([volumesAreThere], specOn(os, volume)).length > 0);
}

test('every kind has a row', () => {
  expect(ROWS.map(([name]) => name)).toEqual(Object.keys(VOLUMES).map(name => `\`Volume.${name}()\``));
  expect(Object.values(VOLUMES).map(({ kind }) => kind).sort()).toEqual(Object.keys(VOLUME_FEATURES).sort());
});

test.each(ROWS.map(([name, ...cells]) => [name, cells] as const))('%s is where the page says', (name, cells) => {
  const volume = VOLUMES[/\.(\w+)\(/.exec(name)![1]];

  const launchTypes: LaunchType[] = ['fargate', 'ec2', 'managedInstances', 'external'];
  expect(cells.map(each => each.replace(/, .*/, ''))).toEqual([...launchTypes.map(launchType => onEcs(launchType, volume)), onEks(volume)]);
});

test('what EKS has nothing of is a kind', () => {
  expect(Object.keys(VOLUME_FEATURES)).toEqual(expect.arrayContaining(Object.keys(NO_VOLUMES) as VolumeSpec['kind'][]));
});
