export * from './domain';
export * from './ingress';
export * from './ingress-base';
export * from './ingress-props';
export * from './ingress-route';
export * from './network';
export * from './waf';
export type { RouteTraffic, RouteWeights, RuleToWrite } from './route-traffic';
