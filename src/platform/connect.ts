import type { Workload } from './workload';
import { finding, refuse } from '../findings';

/**
 * Options of a connection between two workloads.
 */
export interface ConnectToOptions {
  /**
   * Environment variable that holds the address of the other workload.
   * @default - the name of the other workload in capital letters, for further ports that of the port, and `_URL` at the end; `_SRV` where
   * it is not an address but the name of a DNS record that has ports in it
   */
  readonly environmentVariable?: string;

  /**
   * The port of the other workload's container.
   * @default - the first TCP port of its main container
   */
  readonly port?: number;
}

/** Wires two workloads of one platform: name, network, and a variable that says where. */
export function connect(from: Workload, to: Workload, options: ConnectToOptions): void {
  if (from.platform !== to.platform) {
    refuse(from, [finding('ConnectedAcrossPlatforms', 'connectTo', { from: from.node.path, to: to.node.path })]);
  }
  const offer = to.placement._offer(from.placement, options.port);
  from.placement._reach(to.placement, offer);
  const words = [to.workloadName, ...offer.portName === undefined ? [] : [offer.portName], offer.suffix];
  from.addEnvironment(options.environmentVariable ?? words.join('_').toUpperCase().replace(/[^A-Z0-9]/g, '_'), offer.url);
}
