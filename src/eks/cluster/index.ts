export * from './checks';
export * from './cluster';
export * from './cluster-props';
export { clusterNeeds } from './endpoints';
export { DEFAULT_VERSION } from './versions';
