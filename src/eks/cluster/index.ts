export * from './checks';
export * from './cluster';
export * from './cluster-props';
export { DEFAULT_VERSION } from './versions';
