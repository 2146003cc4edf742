import { runsToItsEnd } from './start-order';
import { ContainerSpec, WorkloadSpec } from '../model';

/** What the scheduler sets aside for a container, and the memory above which it is killed. */
export interface Share {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly memoryLimitMiB: number;
}

/** Of what a helper that does not say its share is taken to need, one part in so many. */
const PART_OF_A_HELPER = 16;

/**
 * Divides the size of a copy between its containers. ECS has a size for the whole and lets containers compete for it;
 * Kubernetes adds up what the containers ask for, and scales only what has asked.
 *
 * Helpers that say nothing get a small part, the main container all that is left. Each may use the memory of the whole
 * copy unless it has a limit of its own, as on ECS.
 */
export function divide(spec: WorkloadSpec): Map<string, Share> {
  const { containers, size: { cpuUnits, memoryMiB } } = spec;
  const lasting = containers.filter(container => !runsToItsEnd(container, spec));
  const cpu = share(cpuUnits, lasting, ({ cpuUnits: own }) => own);
  const memory = share(memoryMiB, lasting, ({ memoryReservationMiB, memoryLimitMiB }) => memoryReservationMiB ?? memoryLimitMiB);
  return new Map(containers.map(({ name, resources }) => [name, {
    // Init containers run before the others, in what those will need.
    cpuUnits: cpu.get(name) ?? resources.cpuUnits ?? cpuUnits,
    memoryMiB: memory.get(name) ?? resources.memoryReservationMiB ?? resources.memoryLimitMiB ?? memoryMiB,
    memoryLimitMiB: resources.memoryLimitMiB ?? memoryMiB,
  }]));
}

function share(total: number, containers: readonly ContainerSpec[], own: (of: ContainerSpec['resources']) => number | undefined): Map<string, number> {
  const said = containers.reduce((sum, { resources }) => sum + (own(resources) ?? 0), 0);
  const silent = containers.filter(({ role, resources }) => role !== 'main' && own(resources) === undefined).length;
  const small = Math.floor(Math.min(total / PART_OF_A_HELPER, (total - said) / Math.max(1, silent)));
  return new Map(containers.map(({ name, role, resources }) =>
    [name, own(resources) ?? (role === 'main' ? total - said - silent * small : small)]));
}
