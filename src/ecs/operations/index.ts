export * from './quota-watch';
export * from './spot';
export * from './task-events';
export * from './task-limits';
export * from './unexpected-stops';
