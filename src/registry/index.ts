export { CatalogArchitecture, CatalogOperatingSystem } from './public/catalog';
export type { CatalogData } from './public/catalog';
export { PublicImageRepository } from './public/public-image-repository';
export type { PublicImageRepositoryProps } from './public/public-image-repository';
export { ExistingImageRepository } from './repository/existing-image-repository';
export { ImageEncryption } from './repository/image-encryption';
export type { ImageAlarmOptions, ImageCountAlarmOptions, PullAlarmOptions, UnusedAlarmOptions } from './repository/image-alarms';
export { ImageEventSource } from './repository/image-event-source';
export { VulnerabilitySeverity } from './repository/image-events';
export type { FindingOptions, ImageChangeOptions, VulnerabilityOptions } from './repository/image-events';
export { ImagePuller } from './repository/image-puller';
export type { ImagePullerOptions } from './repository/image-puller';
export { ImageRepository } from './repository/image-repository';
export type { ImageRepositoryProps } from './repository/image-repository';
export { ImageRepositoryBase } from './repository/image-repository-base';
export { ImageRetention } from './repository/image-retention';
export type { ArchiveOptions, RetentionOptions, TagPrefixRetention } from './repository/image-retention';
export { ImageRegistryEvents } from './settings/events';
export { ImageRegistry } from './settings/image-registry';
export type { ImageRegistryProps, ImageSigning } from './settings/image-registry';
export { PullThroughCache } from './settings/pull-through-cache';
export type {
  AuthenticatedCacheOptions, AzureCacheOptions, EcrCacheOptions, PullThroughCacheOptions,
} from './settings/pull-through-cache';
export type { ImageReplication, ReplicationDestination, ReplicationSource } from './settings/replication';
export { RepositoryOrigin } from './settings/repository-template';
export type { RepositoryTemplate } from './settings/repository-template';
export { RegistryScanning } from './settings/scanning';
export type { BasicScanningOptions, EnhancedScanningOptions } from './settings/scanning';
