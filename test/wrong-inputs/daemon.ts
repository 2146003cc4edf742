import { workload, wrong, WrongInput } from './wrong-input';
import { RollingDraft, WorkloadDraft } from '../../src/model';

/** A workload with one copy on each machine and nothing wrong, but for the given members. */
function daemon(given: Partial<WorkloadDraft>): WorkloadDraft {
  return workload({ scaling: { kind: 'perInstance' }, ...given });
}

function rolling(given: Partial<RollingDraft>): WorkloadDraft {
  return daemon({ rollout: { kind: 'rolling', ...given } });
}

/** Mistakes in workloads that run once on each machine. */
export const DAEMON_MISTAKES: readonly WrongInput[] = [
  wrong('DaemonExposed', 'exposures[0]', 'make it a WebService', daemon({ exposures: [{ kind: 'http', audience: 'public' }] })),
  wrong('DaemonRollsInPlace', 'rollout', 'use a rolling rollout', daemon({ rollout: { kind: 'shifting' } })),
  wrong('DaemonHasNoRoom', 'rollout.maxHealthyPercent', 'use 100', rolling({ maxHealthyPercent: 150 })),
  wrong('DaemonStuck', 'rollout.minHealthyPercent', 'for example 50', rolling({ minHealthyPercent: 100 })),
  wrong('DaemonHasNoTraffic', 'rollout.followTraffic', 'leave it out', rolling({ followTraffic: true })),
];
