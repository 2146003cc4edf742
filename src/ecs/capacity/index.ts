export { Ec2Capacity } from './ec2/ec2-capacity';
export type { CapacityPool } from './pool';
export { CapacityPools } from './pools';
export { checkCapacity, nameOf, renderCapacity } from './strategy';
