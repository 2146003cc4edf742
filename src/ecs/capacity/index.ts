export type { CapacityPool } from './pool';
export { CapacityPools } from './pools';
export { checkCapacity, nameOf, renderCapacity } from './strategy';
