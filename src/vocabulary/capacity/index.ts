export * from './capacity';
export * from './ec2-options';
export * from './external-options';
export * from './managed-instances-options';
export * from './share';
