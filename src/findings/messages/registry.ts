import { message } from '../message';

/** What is refused about the registry. */
export const registryMessages = {
};
