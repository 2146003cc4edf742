export * from './access';
export * from './connect';
export * from './container-platform';
export * from './defaults';
export * from './observability';
export * from './parts';
export * from './workload';
export * from './workload-placement';
