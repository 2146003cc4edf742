/**
 * What whoever stands in a network asks of it, without knowing which kind it is.
 */
import { IDependable } from 'constructs';
import { Need } from './needs';
import { Network } from './network';
import { INetwork } from './network-ref';

/**
 * Sees to it that something can be reached, and returns what whoever needs it has to wait for: nothing, unless the network has no other
 * way out than endpoints. Networks that were made elsewhere, and those without egress, have ways of their own, which nobody sees from here.
 */
export function reach(network: INetwork, needs: readonly Need[]): IDependable[] {
  return network instanceof Network ? network._reach(needs) : [];
}

/** Whether it is certain that nothing but AWS can be reached. */
export function isClosed(network: INetwork): boolean {
  return network instanceof Network && network._egress._kind === 'endpointsOnly';
}
