/**
 * What CodeDeploy is told to deploy, whether a handler or a pipeline tells it. Everything is said every time: CodeDeploy forgets
 * capacity providers that are not repeated, and takes a network only with all three of its keys.
 */
import { Revision } from './wire/rollout';

/** The order in which CodeDeploy goes through them, which is also the order they are listed in. */
const LIFECYCLE_EVENTS = ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];

export function appSpec(revision: Revision, hooks: Record<string, string> = {}): object {
  const listed = LIFECYCLE_EVENTS.filter(event => hooks[event]).map(event => ({ [event]: hooks[event] }));
  return {
    version: '0.0',
    Resources: [{
      TargetService: {
        Type: 'AWS::ECS::Service',
        Properties: {
          TaskDefinition: revision.taskDefinition,
          LoadBalancerInfo: { ContainerName: revision.containerName, ContainerPort: Number(revision.containerPort) },
          ...(revision.platformVersion ? { PlatformVersion: revision.platformVersion } : {}),
          ...(revision.subnets?.length ? { NetworkConfiguration: network(revision) } : {}),
          ...(revision.capacityProviders?.length ? { CapacityProviderStrategy: strategy(revision) } : {}),
        },
      },
    }],
    ...(listed.length > 0 ? { Hooks: listed } : {}),
  };
}

const network = (revision: Revision) => ({
  AwsvpcConfiguration: {
    Subnets: revision.subnets,
    SecurityGroups: revision.securityGroups ?? [],
    AssignPublicIp: revision.assignPublicIp,
  },
});

const strategy = (revision: Revision) => (revision.capacityProviders ?? []).map(share => ({
  CapacityProvider: share.capacityProvider,
  Weight: Number(share.weight),
  Base: Number(share.base),
}));
