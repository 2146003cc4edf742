import { Handle } from './handle';

/** Where the value of a secret variable is kept. */
export type SecretSpec =
  | {
    readonly kind: 'vault';
    readonly secret: Handle;
    /** The member of a JSON secret. */
    readonly field?: string;
    readonly versionStage?: string;
    readonly versionId?: string;
  }
  | { readonly kind: 'parameter'; readonly parameter: Handle };
