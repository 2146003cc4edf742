/** What the library runs on a user's account: functions, what they may do, and how CloudFormation reaches them. */
export * from './allow';
export * from './app-spec';
export * from './handler-function';
export * from './patient-provider';
export * from './provider-framework';
export * from './wire/capacity';
export * from './wire/findings';
export * from './wire/release';
export * from './wire/rollout';
