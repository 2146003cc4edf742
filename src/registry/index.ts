export { ExistingImageRepository } from './existing-image-repository';
export { ImageEncryption } from './image-encryption';
export { ImageRepository } from './image-repository';
export type { ImageRepositoryProps } from './image-repository';
export { ImageRetention } from './image-retention';
export type { RetentionOptions, TagPrefixRetention } from './image-retention';
