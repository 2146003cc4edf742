import { message } from '../message';

/** What is refused about the workload. */
export const workloadMessages = {
};
