export * from './daemon-service';
export * from './web-service';
