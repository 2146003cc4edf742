import { accessMessages } from './access';
import { capacityMessages } from './capacity';
import { compositionMessages } from './composition';
import { containerMessages } from './container';
import { daemonMessages } from './daemon';
import { discoveryMessages } from './discovery';
import { ec2CapacityMessages } from './ec2-capacity';
import { eksMessages } from './eks';
import { eksContainerMessages } from './eks-containers';
import { imageCacheMessages } from './image-cache';
import { imageEventMessages } from './image-events';
import { imageFindingsMessages } from './image-findings';
import { ingressMessages } from './ingress';
import { jobMessages } from './job';
import { loggingMessages } from './logging';
import { managedInstancesMessages } from './managed-instances';
import { networkMessages } from './network';
import { networkListenerMessages } from './network-listener';
import { platformMessages } from './platform';
import { queueMessages } from './queue';
import { quotaMessages } from './quotas';
import { registryMessages } from './registry';
import { releaseMessages } from './release';
import { rolloutMessages } from './rollout';
import { rotationMessages } from './rotation';
import { serviceMessages } from './service';
import { taskMessages } from './task';
import { telemetryMessages } from './telemetry';
import { volumeMessages } from './volume';
import { workloadMessages } from './workload';

/**
 * Every sentence the library can refuse something with, by code. The codes are public API.
 *
 * One table per area of the house, in the order in which a reader meets them.
 */
export const MESSAGES = {
  ...networkMessages,
  ...registryMessages,
  ...imageCacheMessages,
  ...imageEventMessages,
  ...platformMessages,
  ...eksMessages,
  ...eksContainerMessages,
  ...ingressMessages,
  ...networkListenerMessages,
  ...compositionMessages,
  ...discoveryMessages,
  ...accessMessages,
  ...capacityMessages,
  ...ec2CapacityMessages,
  ...managedInstancesMessages,
  ...containerMessages,
  ...workloadMessages,
  ...daemonMessages,
  ...jobMessages,
  ...releaseMessages,
  ...queueMessages,
  ...loggingMessages,
  ...telemetryMessages,
  ...volumeMessages,
  ...taskMessages,
  ...quotaMessages,
  ...serviceMessages,
  ...rolloutMessages,
  ...rotationMessages,
  ...imageFindingsMessages,
};
