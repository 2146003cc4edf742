import { message } from '../message';

const NEW_DEPLOYMENT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html';

/** What is refused about redeploying workloads whose secrets change. */
export const rotationMessages = {
  RotationUnderCodeDeploy: message<{}>({
    what: () => '`redeployOnRotation` is on, but ECS refuses to deploy a service again by itself that CodeDeploy deploys',
    remedy: () => 'let ECS shift the traffic: Rollout.blueGreen(), Rollout.canary() or Rollout.linear(); or leave it out and raise `redeployNonce` after a rotation',
    see: NEW_DEPLOYMENT,
  }),
  RotationOfManagedDaemon: message<{}>({
    what: () => '`redeployOnRotation` is on, but a deployment of a managed daemon replaces the instances under all tasks, which a rotation is no reason for',
    remedy: () => 'leave it out, and change a variable of the daemon after a rotation, or have its code read the secret',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateDaemon.html',
  }),
  EksRotation: message<{}>({
    what: () => '`redeployOnRotation` is on, but nothing outside of the cluster can have its pods replaced when a secret changes',
    remedy: () => 'leave it out, and run `kubectl rollout restart` after a rotation, or have a controller in the cluster do so, for example Reloader',
    see: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_csi_driver.html',
  }),
};
