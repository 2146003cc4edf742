/** What platforms share about rollouts that shift traffic. */
export * from './handler-function';
export * from './traffic-pin';
