export * from './admin';
export * from './deny';
export * from './deployer';
export * from './exec';
export * from './jobs';
export * from './operator';
export * from './pack-rules';
export * from './viewer';
