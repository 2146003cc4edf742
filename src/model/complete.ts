/** From what a front-end said to the whole specification: every default filled in, every order kept, nothing judged. */
import { completeContainer, roleOf } from './complete/container';
import { completeExposure } from './complete/exposure';
import { completeJob } from './complete/job';
import { completeRollout } from './complete/rollout';
import { completeScaling } from './complete/scaling';
import { completeVolume } from './complete/volume';
import { ContainerDraft, ContainerRole } from './container';
import { DEFAULTS, defaultSize } from './defaults';
import { LoggingDraft, LoggingSpec } from './logging';
import { WorkloadDefaults, WorkloadDraft, WorkloadSpec } from './workload';
import { plainCopy } from '../private/plain-copy';

/** Fills in the defaults. The result is as right or wrong as the draft was: `seal` is what judges it. */
export function complete(given: WorkloadDraft, defaults: WorkloadDefaults): WorkloadSpec {
  const draft = plainCopy(given);
  const drafts = draft.containers ?? [];
  const roles = drafts.map((container, index) => roleOf(container, index, drafts));
  const main = drafts[Math.max(0, roles.indexOf('main'))];
  const runtime = { ...DEFAULTS.runtime, ...draft.runtime };
  const exposures = (draft.exposures ?? []).map(exposure => completeExposure(exposure, drafts, main));
  const exec = draft.exec ?? false;
  const alarms = draft.alarms ?? defaults.alarms;
  const portNames = drafts.flatMap(({ ports }) => ports ?? []).map(({ name }) => name);
  const scaling = completeScaling(draft.job ? { kind: 'perRun' } : draft.scaling, defaults);
  const gpus = drafts.reduce((sum, container) => sum + (container.resources?.gpus ?? 0), 0);
  return {
    name: draft.name ?? '',
    containers: drafts.map((container, index) =>
      completeContainer(container, { role: roles[index], os: runtime.os, exec, exposures, portNames, initBefore: initBefore(index, roles, drafts) })),
    size: defaultSize(draft.size ?? {}, runtime.os, gpus),
    runtime,
    volumes: (draft.volumes ?? []).map(volume => completeVolume(volume, runtime.os)),
    scaling,
    exposures,
    ...(draft.job && { job: completeJob(draft.job) }),
    rollout: completeRollout(draft.rollout, scaling, alarms),
    logging: completeLogging(draft.logging, defaults),
    permissions: draft.permissions ?? [],
    exec,
    alarms,
    pinnedImages: draft.pinnedImages ?? defaults.pinnedImages,
    platformOptions: draft.platformOptions ?? {},
  };
}

/** The init containers that have to end first: all of them, and before an init container those in front of it. */
function initBefore(index: number, roles: readonly ContainerRole[], drafts: readonly ContainerDraft[]): string[] {
  const end = roles[index] === 'init' ? index : drafts.length;
  return drafts.slice(0, end).filter((_, other) => roles[other] === 'init').map(({ name }) => name);
}

function completeLogging(draft: LoggingDraft | undefined, defaults: WorkloadDefaults): LoggingSpec {
  return draft?.kind === 'none'
    ? { kind: 'none' }
    : { ...DEFAULTS.logging, kind: 'group', retentionDays: defaults.logRetentionDays, ...draft };
}
