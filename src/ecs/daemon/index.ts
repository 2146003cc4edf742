/** Workloads with one copy on each machine: what is different about them. */
export { EcsManagedDaemon } from './managed-daemon';
