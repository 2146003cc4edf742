/** Services that are deployed again when a secret of theirs changes. */
export { Redeployment } from './redeployment';
export { SecretRotation } from './secret-rotation';
