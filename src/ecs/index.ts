export * from './platform';
export * from './workload';
