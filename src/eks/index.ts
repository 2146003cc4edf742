export * from './access';
export * from './add-ons';
export * from './cluster';
export { EksJob } from './job';
export { ManifestDelivery } from './manifests';
export type { EksNodes } from './nodes';
export * from './platform';
export * from './workload';
