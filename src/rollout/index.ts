/** What platforms share about rollouts that shift traffic. */
export * from './allow';
export * from './answers';
export * from './app-spec';
export * from './application';
export * from './capacity-wire';
export * from './deployments';
export * from './handler-function';
export * from './provider-framework';
export * from './traffic-pin';
export * from './traffic-shifter';
export * from './wire';
