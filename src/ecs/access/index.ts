export * from './access';
export * from './options';
export * from './pack';
