export { EcsJob } from './job';
