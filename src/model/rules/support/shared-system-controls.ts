import { WorkloadSpec } from '../../workload';
import { Report } from '../rule';

/** Refuses two values for a kernel parameter that all containers of a copy share: the last to start would win. */
export function sharedSystemControls({ containers }: WorkloadSpec, report: Report, isShared: (name: string) => boolean): void {
  const first = new Map<string, { container: string; value: string }>();
  for (const { name: container, linux } of containers) {
    for (const [name, value] of Object.entries(linux.systemControls).filter(([given]) => isShared(given))) {
      const other = first.get(name);
      if (other === undefined) {
        first.set(name, { container, value });
      } else if (other.value !== value) {
        report('SystemControlsDiffer', `containers.${container}.linux.systemControls.${name}`, { name, value, other: other.container, others: other.value });
      }
    }
  }
}
