export { Ec2Capacity } from './capacity';
export * from './platform';
export * from './rollout/dashboard';
export * from './workload';
