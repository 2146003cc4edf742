/** What platforms share about rollouts that shift traffic. */
export * from './answers';
export * from './application';
export * from './deployments';
export * from './release-runner';
export * from './traffic-pin';
export * from './traffic-shifter';
