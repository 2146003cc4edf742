import { message } from '../message';

/** What is refused about the ingress. */
export const ingressMessages = {
};
