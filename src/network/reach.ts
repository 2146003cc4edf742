/**
 * What whoever stands in a network asks of it, without knowing which kind it is. Networks that were made elsewhere have ways of their
 * own, which nobody sees from here.
 */
import { IDependable } from 'constructs';
import { Need } from './needs';
import { Network } from './network';
import { INetwork } from './network-ref';

/** Sees to it that something can be reached, and returns what whoever needs it has to wait for. */
export function reach(network: INetwork, needs: readonly Need[]): IDependable[] {
  return network instanceof Network ? network._reach(needs) : [];
}

/** The services that a network without a way to the internet has no endpoint for. */
export function missingServices(network: INetwork, needs: readonly Need[]): string[] {
  return network instanceof Network && !network.reachesInternet ? network._missing(needs) : [];
}

/** Whether it is certain that nothing but AWS can be reached. */
export function isClosed(network: INetwork): boolean {
  return network instanceof Network && network._egress._kind === 'endpointsOnly';
}
