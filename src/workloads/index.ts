export * from './backend-service';
export * from './daemon-service';
export * from './network-service';
export * from './web-service';
export * from './worker-service';
