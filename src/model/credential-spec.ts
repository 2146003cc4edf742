import { Handle } from './handle';

/** The description of a group managed service account (gMSA) of Active Directory, in a parameter or in an object of a bucket. */
export type CredentialSpecSpec = {
  /** The secret of the user that tasks log in with; without one the machine has joined the domain. */
  readonly domainUser?: Handle;
} & (
  | { readonly kind: 'parameter'; readonly parameter: Handle }
  | { readonly kind: 'object'; readonly bucket: Handle; readonly key: string }
);
