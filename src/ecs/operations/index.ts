export * from './task-events';
