export * from './backend-service';
export * from './daemon-service';
export * from './network-service';
export * from './release-job';
export * from './scheduled-job';
export * from './standalone-task';
export * from './web-service';
export * from './worker-service';
