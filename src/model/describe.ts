/**
 * A workload as text for people: what the demo prints, and what tests compare.
 *
 * It consumes the same specification as the renderers of the platforms, and so proves that the specification is enough
 * to understand a workload. The same specification always gives the same text, in ASCII, down to the last default.
 */
import { describeAlarms } from './describe/alarms';
import { describeContainer } from './describe/container';
import { describeDiscovery } from './describe/discovery';
import { describeExposure } from './describe/exposure';
import { describeImageFindings } from './describe/image-findings';
import { describeJob } from './describe/job';
import { Block, layOut, Row } from './describe/layout';
import { describeLogging } from './describe/logging';
import { describeNetworkListener } from './describe/network-listener';
import { describeQueue } from './describe/queue';
import { describeRollout } from './describe/rollout';
import { describeScaling } from './describe/scaling';
import { describeTelemetry } from './describe/telemetry';
import { describeVolume } from './describe/volume';
import { handle, number } from './describe/words';
import { rotatingLabel } from './rotation';
import { SizeSpec, WorkloadSpec } from './workload';

export function describe(spec: WorkloadSpec): string {
  const { runtime, permissions, exec, platformOptions } = spec;
  const rows: Row[] = [
    ['runs', `${runtime.os} on ${runtime.architecture}`],
    ['size', describeSize(spec.size)],
    ['copies', ...describeScaling(spec.scaling)],
    ['logs', ...describeLogging(spec.logging)],
    ['telemetry', ...(spec.telemetry ? [describeTelemetry(spec.telemetry)] : [])],
    ...(spec.job ? [['job', ...describeJob(spec.job)] as const] : [['rollout', ...describeRollout(spec.rollout)] as const]),
    ['found by', ...spec.discovery.map(describeDiscovery)],
    ['queue', ...(spec.queue ? describeQueue(spec.queue) : [])],
    ['copies may', ...(spec.taskProtection ? ['ask not to be scaled away'] : [])],
    ['alarms', ...describeAlarms(spec)],
    ['rotation', ...describeRotation(spec)],
    ['images', ...(spec.pinnedImages ? [] : ['may be named by tags that move']), ...describeImageFindings(spec.imageFindings)],
    ['shell', ...(exec ? ['may be opened'] : [])],
    ['may', ...permissions.map(handle)],
    ['options', ...Object.entries(platformOptions).map(([platform, options]) => `${platform}: ${handle(options)}`)],
  ];
  const blocks: Block[] = [
    { title: `workload ${spec.name}`, rows },
    ...spec.containers.map(describeContainer),
    ...spec.volumes.map(describeVolume),
    ...spec.exposures.map(describeExposure),
    ...spec.networkListeners.map(describeNetworkListener),
  ];
  return layOut(blocks);
}

/** Nothing is said of workloads that read nothing which changes. */
function describeRotation({ containers, redeployOnRotation }: WorkloadSpec): string[] {
  const isRead = containers.some(({ secrets }) => Object.values(secrets).some(source => source.kind === 'parameter' || rotatingLabel(source) !== undefined));
  return isRead && redeployOnRotation !== 'never' ? [`new copies when a secret changes${redeployOnRotation === 'ifPossible' ? ', where possible' : ''}`] : [];
}

function describeSize({ cpuUnits, memoryMiB, ephemeralStorageGiB, gpus }: SizeSpec): string {
  const parts = [`${number(cpuUnits)} CPU units`, `${number(memoryMiB)} MiB memory`, `${number(ephemeralStorageGiB)} GiB storage`];
  return [...parts, ...(gpus !== 0 ? [`${number(gpus)} GPU`] : [])].join(', ');
}
