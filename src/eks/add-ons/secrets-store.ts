import { Duration } from 'aws-cdk-lib/core';
import { Installation } from './install';

export const DEFAULT_REFRESH = Duration.hours(1);

/** More often, the calls would cost more than the secrets. */
export const SHORTEST_REFRESH = Duration.minutes(1);

/**
 * The driver that reads secrets for pods. It reads with the identity of each pod and has no rights of its own. It makes
 * Secrets of what it reads, for variables, and looks for new values from time to time.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 */
export function secretsDriver(refresh = DEFAULT_REFRESH): Installation {
  return {
    configuration: {
      'secrets-store-csi-driver': {
        syncSecret: { enabled: true },
        enableSecretRotation: true,
        rotationPollInterval: `${refresh.toSeconds()}s`,
      },
    },
  };
}
