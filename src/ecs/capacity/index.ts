export { Ec2Capacity } from './ec2/ec2-capacity';
export { ExternalCapacity } from './external/capacity';
export { checkPool } from './check-pool';
export { checkFitOfEc2 } from './ec2/fit';
export { checkFit } from './managed-instances/fit';
export { ManagedInstancesCapacity } from './managed-instances/capacity';
export type { CapacityPool } from './pool';
export { CapacityPools } from './pools';
export { checkCapacity, defaultOfCluster, nameOf, renderCapacity } from './strategy';
