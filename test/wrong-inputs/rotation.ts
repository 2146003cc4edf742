import { wrongOnEks } from './eks';
import { workload, WrongInput, wrongOn, wrongOnFargate } from './wrong-input';

/** What cannot be deployed again by itself when a secret changes. */
export const ROTATION_MISTAKES: readonly WrongInput[] = [
  wrongOnFargate('RotationUnderCodeDeploy', 'redeployOnRotation', 'raise `redeployNonce`', workload({
    redeployOnRotation: true, exposures: [{ kind: 'http', audience: 'public' }], rollout: { kind: 'codeDeploy' },
  })),
  wrongOn('managedInstances', 'RotationOfManagedDaemon', 'redeployOnRotation', 'have its code read the secret', workload({
    redeployOnRotation: true, scaling: { kind: 'perInstance' },
  })),
  wrongOnEks('EksRotation', 'redeployOnRotation', 'kubectl rollout restart', workload({ redeployOnRotation: true })),
];
