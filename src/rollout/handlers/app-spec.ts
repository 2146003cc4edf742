/**
 * Renders what CodeDeploy deploys. Everything is said every time: CodeDeploy forgets capacity providers that are not repeated,
 * and takes a network only with all three of its keys.
 */
import { createHash } from 'node:crypto';
import type { RevisionLocation } from '@aws-sdk/client-codedeploy';
import type { Revision } from '../wire';

/** The order in which CodeDeploy goes through them, which is also the order they are listed in. */
export const LIFECYCLE_EVENTS = ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];

export function renderAppSpec(revision: Revision, hooks: Record<string, string> = {}): string {
  const listed = LIFECYCLE_EVENTS.filter(event => hooks[event]).map(event => ({ [event]: hooks[event] }));
  return JSON.stringify({
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
  });
}

export function revisionLocation(appSpec: string): RevisionLocation {
  return { revisionType: 'AppSpecContent', appSpecContent: { content: appSpec, sha256: createHash('sha256').update(appSpec).digest('hex') } };
}

/** The task definition of a deployment that others may have made, in JSON or YAML; nothing if it cannot be told. */
export function taskDefinitionOf(location: RevisionLocation | undefined): string | undefined {
  const content = location?.appSpecContent?.content ?? location?.string?.content ?? '';
  return /TaskDefinition["']?\s*:\s*["']?([^\s"',}]+)/.exec(content)?.[1];
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
