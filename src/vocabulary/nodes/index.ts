export * from './node-image';
export * from './node-options';
export * from './nodes';
