/**
 * Queues of workers, what comes into them, who may take it out, and who is told when that takes too long. Both platforms make
 * them alike, so that a worker that moves keeps its messages.
 */
export * from './alarms';
export * from './ground';
export * from './metrics';
export * from './queue';
export * from './section';
export * from './subscriptions';
export * from './work';
