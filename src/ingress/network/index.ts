export * from './network-ingress';
export * from './network-ingress-base';
export * from './network-ingress-props';
export * from './network-route';
export * from './private-link';
export * from './static-addresses';
export type { NetworkRouteUse } from './network-route-parts';
export type { ListenerToWrite, NetworkTraffic } from './network-traffic';
