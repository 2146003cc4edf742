export * from './platform-profile';
