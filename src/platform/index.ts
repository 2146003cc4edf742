export * from './connect';
export * from './container-platform';
export * from './defaults';
export * from './workload';
export * from './workload-placement';
