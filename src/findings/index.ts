export * from './finding';
export * from './message';
export * from './refuse';
