import { ContainerSpec, DependencySpec, isJob, WorkloadSpec } from '../model';

/** The conditions under which others wait for a container. */
export function awaited({ name }: ContainerSpec, { containers }: WorkloadSpec): DependencySpec['condition'][] {
  return containers.flatMap(({ dependsOn }) => dependsOn.filter(({ container }) => container === name).map(({ condition }) => condition));
}

/** Runs once, before those that wait for it. */
export function runsToItsEnd(container: ContainerSpec, spec: WorkloadSpec): boolean {
  return container.role === 'init' || awaited(container, spec).includes('success');
}

/**
 * Comes before the main container, whether to stay or not. Kubernetes starts these one after the other. A run ends with its main container
 * only if all others are among them.
 */
export function startsFirst(container: ContainerSpec, spec: WorkloadSpec): boolean {
  return container.role !== 'main' && (container.role === 'init' || isJob(spec) || awaited(container, spec).length > 0);
}

/** Each after those it waits for; otherwise as written. The model has refused circles. */
export function inStartOrder(containers: readonly ContainerSpec[]): ContainerSpec[] {
  const ordered: ContainerSpec[] = [];
  const visit = (container: ContainerSpec) => {
    containers.filter(({ name }) => container.dependsOn.some(dependency => dependency.container === name)).forEach(visit);
    if (!ordered.includes(container)) {
      ordered.push(container);
    }
  };
  containers.forEach(visit);
  return ordered;
}
