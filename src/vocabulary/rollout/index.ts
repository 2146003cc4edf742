export * from './alarms';
export * from './approval';
export * from './codedeploy-options';
export * from './hook';
export * from './options';
export * from './rollout';
export * from './test-traffic';
export * from './traffic-shift';
