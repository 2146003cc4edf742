/**
 * A workload as text for people: what the demo prints, and what tests compare.
 *
 * It consumes the same specification as the renderers of the platforms, and so proves that the specification is enough
 * to understand a workload. The same specification always gives the same text, in ASCII, down to the last default.
 */
import { describeContainer } from './describe/container';
import { describeExposure } from './describe/exposure';
import { describeJob } from './describe/job';
import { Block, layOut, Row } from './describe/layout';
import { describeRollout } from './describe/rollout';
import { describeScaling } from './describe/scaling';
import { describeVolume } from './describe/volume';
import { handle, number } from './describe/words';
import { LoggingSpec } from './logging';
import { SizeSpec, WorkloadSpec } from './workload';
import { assertNever } from '../private/assert-never';

export function describe(spec: WorkloadSpec): string {
  const { runtime, permissions, exec, alarms, platformOptions } = spec;
  const rows: Row[] = [
    ['runs', `${runtime.os} on ${runtime.architecture}`],
    ['size', describeSize(spec.size)],
    ['copies', ...describeScaling(spec.scaling)],
    ['logs', describeLogging(spec.logging)],
    ...(spec.job ? [['job', ...describeJob(spec.job)] as const] : [['rollout', ...describeRollout(spec.rollout)] as const]),
    ['alarms', alarms ? 'on' : 'off'],
    ['images', ...(spec.pinnedImages ? [] : ['may be named by tags that move'])],
    ['shell', ...(exec ? ['may be opened'] : [])],
    ['may', ...permissions.map(handle)],
    ['options', ...Object.entries(platformOptions).map(([platform, options]) => `${platform}: ${handle(options)}`)],
  ];
  const blocks: Block[] = [
    { title: `workload ${spec.name}`, rows },
    ...spec.containers.map(describeContainer),
    ...spec.volumes.map(describeVolume),
    ...spec.exposures.map(describeExposure),
  ];
  return layOut(blocks);
}

function describeSize({ cpuUnits, memoryMiB, ephemeralStorageGiB, gpus }: SizeSpec): string {
  const parts = [`${number(cpuUnits)} CPU units`, `${number(memoryMiB)} MiB memory`, `${number(ephemeralStorageGiB)} GiB storage`];
  return [...parts, ...(gpus !== 0 ? [`${number(gpus)} GPU`] : [])].join(', ');
}

function describeLogging(logging: LoggingSpec): string {
  switch (logging.kind) {
    case 'none':
      return 'not kept';
    case 'group': {
      const where = logging.group ? `group ${handle(logging.group)}` : 'group of its own';
      return `${where}, ${logging.retentionDays} days, ${logging.blocking ? 'blocking' : 'non-blocking'}, buffer ${logging.bufferMiB} MiB`;
    }
    default:
      return assertNever(logging);
  }
}
