import { message } from '../message';

/** What is refused about the platform. */
export const platformMessages = {
};
