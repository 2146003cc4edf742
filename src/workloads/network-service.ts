import { Construct } from 'constructs';
import { finding, Finding } from '../findings';
import { NetworkListenerDraft, PortDraft, transportOf, WorkloadDraft } from '../model';
import { ContainerPlatform, Workload } from '../platform';
import { NetworkListener, Probe, WorkloadOptions, workloadDraft } from '../vocabulary';
import { workloadNameOf } from './workload-name';

/**
 * A service that answers on TCP, UDP or TLS ports.
 */
export interface NetworkServiceProps extends WorkloadOptions {
  /** The platform the service runs on. */
  readonly platform: ContainerPlatform;

  /**
   * The ways in, at least one, and on ECS at most five. The ports of the main container follow from them. A service may be
   * public and internal at once, on the same port or on others.
   */
  readonly listeners: NetworkListener[];

  /**
   * How it is found out whether a copy is well.
   *
   * `Probe.tcp()` and `Probe.http()` are asked by the load balancer, for every listener that has no probe of its own.
   * `Probe.command()` is asked by the platform, inside the container.
   * @default - a connection to the port of each listener
   */
  readonly probe?: Probe;
}

/**
 * A service behind a Network Load Balancer that it shares with other services: brokers, databases, DNS, games, anything whose
 * clients do not speak HTTP, or need addresses that never change.
 *
 * It comes with its own security group, roles without any permission you did not give, logs with an end, a rollout that takes a
 * bad version back, and, in production, alarms. The constructor throws, with everything that is wrong at once, on what AWS would
 * refuse during the deployment.
 *
 * New versions arrive by `Rollout.rolling()`, and on ECS by `blueGreen()`, `canary()` and `linear()` as well, for which ECS waits ten
 * minutes longer at each step. The number of copies can follow CPU and memory, but no requests, which the load
 * balancer does not count.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html
 *
 * @example
 * declare const platform: EcsPlatform;
 *
 * new NetworkService(this, 'Broker', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/docker/library/eclipse-mosquitto:2.0'),
 *   listeners: [NetworkListener.tcp({ port: 1883 })],
 * });
 */
export class NetworkService extends Workload {
  constructor(scope: Construct, id: string, props: NetworkServiceProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props), checkProps(props));
  }
}

/** A network service is a workload whose ports are those of its listeners. */
function draftOf(name: string, props: NetworkServiceProps): WorkloadDraft {
  const draft = workloadDraft(name, props);
  const [main, ...others] = draft.containers;
  const probe = props.probe?._toDraft();
  const health = probe?.kind === 'command' ? undefined : probe;
  const networkListeners = props.listeners.map(listener => ({ ...listener._toDraft(), health: healthOf(listener) ?? health }));
  return {
    ...draft,
    containers: [{ ...main, ports: portsOf(networkListeners, name), probe: probe?.kind === 'command' ? probe : undefined }, ...others],
    networkListeners,
  };
}

function healthOf({ _probe: probe }: NetworkListener): NetworkListenerDraft['health'] {
  const draft = probe?._toDraft();
  return draft?.kind === 'command' ? undefined : draft;
}

/** What the main container listens on: for traffic, and for those who ask whether it is well. */
function portsOf(listeners: readonly NetworkListenerDraft[], main: string): PortDraft[] {
  const own = listeners.filter(({ container = main }) => container === main);
  const forTraffic = own.map(listener => ({ port: listener.port ?? listener.listenerPort, protocol: transportOf(listener) }));
  // ECS maps a number once, and whoever asks finds the port of a copy with an address of its own all the same.
  const forHealth = own.map(({ health }) => health?.port).filter(port => port !== undefined && !forTraffic.some(other => other.port === port));
  const ports = [...forTraffic, ...forHealth.map(port => ({ port: port!, protocol: 'tcp' as const }))];
  const unique = ports.filter((each, index) => ports.findIndex(({ port, protocol }) => port === each.port && protocol === each.protocol) === index);
  return unique.map(each => ({ ...each, name: `${each.protocol}-${each.port}` }));
}

/** What cannot be wrong any more once the props have become a draft. */
function checkProps({ desiredCount, scaling, listeners }: NetworkServiceProps): Finding[] {
  return [
    ...desiredCount !== undefined && scaling !== undefined ? [finding('DesiredCountWithScaling', 'desiredCount', { desiredCount })] : [],
    ...listeners.length === 0 ? [finding('NoListeners', 'listeners', {})] : [],
    // None would be taken for everyone.
    ...listeners.flatMap((listener, index) => listener._toDraft().peers?.length === 0 ? [finding('NoAllowedPeers', `listeners[${index}].allowedPeers`, {})] : []),
    ...listeners.flatMap(({ _probe: probe }, index) => probe?._toDraft().kind === 'command'
      ? [finding('ListenerProbeIsCommand', `listeners[${index}].probe`, {})] : []),
  ];
}
