export { EcsManagedDaemon } from './daemon';
export { Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity } from './capacity';
export * from './access';
export { EcsJob } from './job';
export { EcsTaskEvents } from './operations';
export * from './platform';
export * from './rollout/dashboard';
export { SecretRotation } from './rotation';
export * from './workload';
