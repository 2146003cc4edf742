/** A container, in the words in which people write one. */
export * from './auxiliary';
export * from './dependency';
export * from './draft';
export * from './mount';
export * from './options';
export * from './port';
export * from './ulimit';
