/** Network ingresses to put listeners on: `ingressIn()` makes one, `listen()` puts a listener there. */
import { Stack } from 'aws-cdk-lib/core';
import { NetworkIngress, NetworkIngressBase, NetworkIngressProps, NetworkRoute } from '../../../src/ingress';
import { complete, NetworkListenerDraft, NetworkListenerSpec } from '../../../src/model';
import { Ground, refused } from '../support';

export { ENV, exampleZone, ground, only, refused, resources, SETTINGS, someCertificate } from '../support';
export type { Ground } from '../support';

export function ingressIn({ stack, vpc }: Ground, props: Partial<NetworkIngressProps> = {}, id = 'Nlb'): NetworkIngress {
  return new NetworkIngress(stack, id, { vpc, ...props });
}

/** A listener as the model completes it. */
export function listener(given: Partial<NetworkListenerDraft> = {}): NetworkListenerSpec {
  const draft: NetworkListenerDraft = { protocol: 'tcp', listenerPort: 1883, audience: 'public', ...given };
  return complete({ name: 'broker', containers: [{ name: 'broker', image: { kind: 'registry', reference: 'broker:1' } }], networkListeners: [draft] }, {
    desiredCount: 2, logRetentionDays: 30, alarms: false, pinnedImages: false,
  } as never).networkListeners[0];
}

export function listen(ingress: NetworkIngressBase, stack: Stack, id = 'Broker', given: Partial<NetworkListenerDraft> = {}): NetworkRoute {
  return ingress._route(stack, id, listener(given), stack);
}

/** Attributes of a load balancer, a target group or a listener, by name. */
export function attributes(properties: Record<string, any>): Record<string, unknown> {
  const list = properties.LoadBalancerAttributes ?? properties.TargetGroupAttributes ?? properties.ListenerAttributes;
  return Object.fromEntries(list.map(({ Key, Value }: any) => [Key, Value]));
}

/** What an action is refused for, and where. */
export function codes(act: () => unknown): string[] {
  return refused(act).map(({ code, path }) => `${code} ${path}`);
}
