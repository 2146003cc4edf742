export * from './platform';
export * from './rollout/dashboard';
export * from './workload';
