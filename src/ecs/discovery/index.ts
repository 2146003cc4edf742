/** How workloads find each other by name: one file for each way, and one that chooses. */
export { checkDiscovery, checkPrivateNamespace } from './check';
export type { ServiceConnectMetricOptions } from './metrics';
export { PlatformDiscovery } from './platform-discovery';
export { outsideMesh } from './proxy';
export { WorkloadDiscovery } from './workload-discovery';
export type { Visitor } from './workload-discovery';
