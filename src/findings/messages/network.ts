import { message } from '../message';

/** What is refused about the network. */
export const networkMessages = {
};
