/** From what a front-end said to the whole specification: every default filled in, every order kept, nothing judged. */
import { judgesVersions } from './alarms';
import { completeAlarms } from './complete/alarms';
import { completeContainer, roleOf } from './complete/container';
import { completeDiscovery } from './complete/discovery';
import { completeExposure } from './complete/exposure';
import { completeImageFindings } from './complete/image-findings';
import { completeJob } from './complete/job';
import { completeLogging, routerOf, withRouter } from './complete/logging';
import { completeNetworkListener } from './complete/network-listener';
import { completeQueue, stopTimeoutOf } from './complete/queue';
import { completeRollout } from './complete/rollout';
import { completeScaling } from './complete/scaling';
import { completeTelemetry, withTelemetry } from './complete/telemetry';
import { completeVolume } from './complete/volume';
import { ContainerDraft, ContainerRole } from './container';
import { DEFAULTS, defaultSize } from './defaults';
import { RedeployOnRotation } from './rotation';
import { followsWork } from './scaling';
import { WorkloadDefaults, WorkloadDraft, WorkloadSpec } from './workload';
import { plainCopy } from '../private/plain-copy';

/** Fills in the defaults. The result is as right or wrong as the draft was: `seal` is what judges it. */
export function complete(given: WorkloadDraft, defaults: WorkloadDefaults): WorkloadSpec {
  const draft = withRouter(withTelemetry(plainCopy(given)));
  const router = routerOf(draft);
  const drafts = draft.containers ?? [];
  const roles = drafts.map((container, index) => roleOf(container, index, drafts));
  const main = drafts[Math.max(0, roles.indexOf('main'))];
  const runtime = { ...DEFAULTS.runtime, ...draft.runtime };
  const exposures = (draft.exposures ?? []).map(exposure => completeExposure(exposure, drafts, main));
  const exec = draft.exec ?? false;
  const portNames = drafts.flatMap(({ ports }) => ports ?? []).map(({ name }) => name);
  const scaling = completeScaling(draft.job ? { kind: 'perRun' } : draft.scaling, defaults);
  const worksOff = draft.queue !== undefined || (scaling.kind === 'range' && scaling.policies.some(followsWork));
  const alarms = completeAlarms(draft.alarms ?? defaults.alarms, { worksOff });
  const queue = draft.queue && completeQueue(draft.queue);
  const imageFindings = completeImageFindings(draft.imageFindings);
  const stopTimeout = queue && stopTimeoutOf(queue);
  const caches = defaults.imageCaches ?? [];
  const gpus = drafts.reduce((sum, container) => sum + (container.resources?.gpus ?? 0), 0);
  return {
    name: draft.name ?? '',
    containers: drafts.map((container, index) => {
      const before = container.name === router ? [] : initBefore(index, roles, drafts);
      return completeContainer(container, {
        role: roles[index], os: runtime.os, exec, exposures, portNames, stopTimeout, caches, initBefore: before,
      });
    }),
    size: defaultSize(draft.size ?? {}, runtime.os, gpus),
    runtime,
    volumes: (draft.volumes ?? []).map(volume => completeVolume(volume, runtime.os)),
    scaling,
    exposures,
    networkListeners: (draft.networkListeners ?? []).map(listener => completeNetworkListener(listener, main)),
    discovery: (draft.discovery ?? []).map(way => completeDiscovery(way, draft.name ?? '', main?.ports ?? [])),
    ...(draft.job && { job: completeJob(draft.job) }),
    ...(queue && { queue }),
    taskProtection: draft.taskProtection ?? false,
    rollout: completeRollout(draft.rollout, scaling, judgesVersions(alarms)),
    redeployOnRotation: completeRotation(draft, defaults),
    logging: completeLogging(draft.logging, defaults),
    ...(draft.telemetry && { telemetry: completeTelemetry(draft.telemetry) }),
    permissions: draft.permissions ?? [],
    exec,
    ...(alarms && { alarms }),
    pinnedImages: draft.pinnedImages ?? defaults.pinnedImages,
    ...(imageFindings && { imageFindings }),
    platformOptions: draft.platformOptions ?? {},
  };
}

/** Runs that end read their secrets each time. */
function completeRotation({ job, redeployOnRotation }: WorkloadDraft, defaults: WorkloadDefaults): RedeployOnRotation {
  if (job || !(redeployOnRotation ?? defaults.redeployOnRotation)) {
    return 'never';
  }
  return redeployOnRotation ? 'always' : 'ifPossible';
}

/** The init containers that have to end first: all of them, and before an init container those in front of it. */
function initBefore(index: number, roles: readonly ContainerRole[], drafts: readonly ContainerDraft[]): string[] {
  const end = roles[index] === 'init' ? index : drafts.length;
  return drafts.slice(0, end).filter((_, other) => roles[other] === 'init').map(({ name }) => name);
}
