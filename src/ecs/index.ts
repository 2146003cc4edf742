export { EcsManagedDaemon } from './daemon';
export { Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity } from './capacity';
export * from './platform';
export * from './rollout/dashboard';
export * from './workload';
