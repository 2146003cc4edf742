export { ExistingImageRepository } from './repository/existing-image-repository';
export { ImageEncryption } from './repository/image-encryption';
export { ImageRepository } from './repository/image-repository';
export type { ImageRepositoryProps } from './repository/image-repository';
export { ImageRetention } from './repository/image-retention';
export type { RetentionOptions, TagPrefixRetention } from './repository/image-retention';
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
