export { ExistingImageRepository } from './repository/existing-image-repository';
export { ImageEncryption } from './repository/image-encryption';
export { ImageRepository } from './repository/image-repository';
export type { ImageRepositoryProps } from './repository/image-repository';
export { ImageRetention } from './repository/image-retention';
export type { RetentionOptions, TagPrefixRetention } from './repository/image-retention';
