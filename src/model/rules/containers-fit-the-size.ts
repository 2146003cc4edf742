import { Rule } from './rule';
import { ContainerResources } from '../container';
import { known } from './support/known';

/** What the containers are promised together, and what each may take, must be there. */
export const containersFitTheSize: Rule = ({ size, containers }, report) => {
  const shares = [
    { resource: 'CPU', unit: 'units', path: 'size.cpuUnits', available: size.cpuUnits, of: (r: ContainerResources) => r.cpuUnits },
    { resource: 'memory', unit: 'MiB', path: 'size.memoryMiB', available: size.memoryMiB, of: (r: ContainerResources) => r.memoryReservationMiB ?? r.memoryLimitMiB },
    { resource: 'GPU', unit: 'devices', path: 'size.gpus', available: size.gpus, of: (r: ContainerResources) => r.gpus },
  ];
  for (const { resource, unit, path, available, of } of shares) {
    const wanted = containers.map(({ resources }) => of(resources)).filter(known).reduce((sum, share) => sum + share, 0);
    if (known(available) && wanted > available) {
      report('ContainersExceedSize', path, { resource, unit, wanted, available });
    }
  }
  for (const { name, resources: { memoryLimitMiB: limit, memoryReservationMiB: reservation } } of containers) {
    if (known(limit) && known(size.memoryMiB) && limit > size.memoryMiB && reservation !== undefined) {
      report('ContainerExceedsSize', `containers.${name}.resources.memoryLimitMiB`, { container: name, limit, available: size.memoryMiB });
    }
    if (known(limit) && known(reservation) && reservation > limit) {
      report('ReservationAboveLimit', `containers.${name}.resources.memoryReservationMiB`, { reservation, limit });
    }
  }
};
