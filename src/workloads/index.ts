export * from './web-service';
