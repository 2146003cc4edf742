import type { Workload } from './workload';
import { finding, refuse } from '../findings';

/**
 * Options of a connection between two workloads.
 */
export interface ConnectToOptions {
  /**
   * Environment variable that holds the address of the other workload.
   * @default - the name of the other workload in capital letters, with `_URL` at the end
   */
  readonly environmentVariable?: string;
}

/** Wires two workloads of one platform: name, network, and a variable that says where. */
export function connect(from: Workload, to: Workload, options: ConnectToOptions): void {
  if (from.platform !== to.platform) {
    refuse(from, [finding('ConnectedAcrossPlatforms', 'connectTo', { from: from.node.path, to: to.node.path })]);
  }
  const offer = to.placement._offer(from.placement);
  const { scheme, host, port } = offer;
  from.placement._reach(to.placement, offer);
  from.addEnvironment(options.environmentVariable ?? `${to.workloadName.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_URL`, `${scheme}://${host}:${port}`);
}
