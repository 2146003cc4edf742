import { WorkloadDraft } from '../model';
import { compact } from '../private/compact';
import { Alarms, Architecture, ImageFindings, Logging, OperatingSystem, Rollout, runtimeDraft } from '../vocabulary';

/**
 * Defaults for all workloads of a platform. What a workload says itself wins.
 */
export interface PlatformWorkloadDefaults {
  /**
   * The processor architecture the images are built for.
   * @default Architecture.X86_64
   */
  readonly architecture?: Architecture;

  /**
   * The operating system of the containers.
   * @default OperatingSystem.LINUX
   */
  readonly operatingSystem?: OperatingSystem;

  /**
   * Environment variables of each main container. A variable or secret that the workload has of the same name wins.
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * How a new version replaces the old one.
   * @default Rollout.rolling()
   */
  readonly rollout?: Rollout;

  /**
   * Deploy workloads again when a secret of theirs changes. `true` is refused for workloads that cannot be, where the profile's default
   * leaves them alone.
   * @default - as the profile says: where possible in production, not in development
   */
  readonly redeployOnRotation?: boolean;

  /**
   * Where the output of the containers goes.
   * @default - a log group of each workload's own
   */
  readonly logging?: Logging;

  /**
   * Alarms that are made from the workloads' own metrics.
   * @default - as the profile says: `Alarms.standard()` in production, `Alarms.none()` in development
   */
  readonly alarms?: Alarms;

  /**
   * Which findings of a scanner keep images from running. A workload takes this back with `ImageFindings.ignored()`.
   * @default - nobody asks
   */
  readonly imageFindings?: ImageFindings;

  /**
   * Allow people with the permission to open a shell in running containers.
   * @default false
   */
  readonly exec?: boolean;
}

/** Lays a platform's defaults under what a workload says. */
export function withDefaults(draft: WorkloadDraft, defaults: PlatformWorkloadDefaults): WorkloadDraft {
  return {
    ...draft,
    runtime: { ...compact(runtimeDraft(defaults.architecture, defaults.operatingSystem)), ...compact(draft.runtime ?? {}) },
    rollout: draft.rollout ?? defaults.rollout?._toDraft(),
    redeployOnRotation: draft.redeployOnRotation ?? defaults.redeployOnRotation,
    logging: draft.logging ?? defaults.logging?._toDraft(),
    alarms: draft.alarms ?? byDefault(defaults.alarms?._toDraft()),
    exec: draft.exec ?? defaults.exec,
    imageFindings: draft.imageFindings ?? defaults.imageFindings?._toDraft(),
    containers: draft.containers.map(container => container.role === 'main'
      ? { ...container, environment: { ...unless(defaults.environment, container.secrets), ...container.environment } }
      : container),
  };
}

/** What a platform cannot do of it is left out without a word: it was meant for those workloads for which it can. */
function byDefault(alarms: WorkloadDraft['alarms']): WorkloadDraft['alarms'] {
  return typeof alarms === 'object' ? { ...alarms, byDefault: true } : alarms;
}

/** The variables that the workload does not keep as secrets. */
function unless(environment: PlatformWorkloadDefaults['environment'], secrets: Readonly<Record<string, unknown>> = {}) {
  return Object.fromEntries(Object.entries(environment ?? {}).filter(([name]) => !Object.keys(secrets).includes(name)));
}
