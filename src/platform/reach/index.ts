/** What workloads reach from the network they are in. */
export * from './images';
export * from './needs';
