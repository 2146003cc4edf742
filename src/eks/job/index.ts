export { EksJob } from './job';
