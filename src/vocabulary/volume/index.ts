export * from './disk';
export * from './docker-options';
export * from './efs-options';
export * from './fsx-windows-options';
export * from './s3-files-options';
export * from './tmpfs-options';
export * from './volume';
