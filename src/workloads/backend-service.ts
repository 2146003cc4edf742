import { Construct } from 'constructs';
import { finding, Finding } from '../findings';
import { PortDraft, WorkloadDraft } from '../model';
import { ContainerPlatform, Workload } from '../platform';
import { BackendProtocol, Discovery, Probe, WorkloadOptions, workloadDraft } from '../vocabulary';
import { workloadNameOf } from './workload-name';

/**
 * A further port of a backend service.
 */
export interface BackendPort {
  /** The port, 1 to 65535. */
  readonly port: number;

  /**
   * Name of the port, unique within the workload: lower-case letters, digits and hyphens. It is part of the variable of those who
   * connect to it.
   * @default - `port-` and the number
   */
  readonly name?: string;

  /**
   * What is spoken on it.
   * @default BackendProtocol.HTTP1
   */
  readonly protocol?: BackendProtocol;
}

/**
 * Something that other workloads of the platform reach by its name.
 */
export interface BackendServiceProps extends WorkloadOptions {
  /** The platform the service runs on. */
  readonly platform: ContainerPlatform;

  /** The port the main container listens on, 1 to 65535. Connections get it unless they name another. */
  readonly port: number;

  /**
   * What is spoken on that port.
   * @default BackendProtocol.HTTP1
   */
  readonly protocol?: BackendProtocol;

  /**
   * Further ports of the main container.
   * @default - none
   */
  readonly additionalPorts?: BackendPort[];

  /**
   * How it is found out whether a copy is well. ECS can only ask with `Probe.command()` and refuses others.
   * @default - as long as its process runs
   */
  readonly probe?: Probe;

  /**
   * How others find it, at most one of each kind. What is listed is made at once.
   * @default - through Service Connect on ECS, from the first connection on; by the cluster's DNS on EKS
   */
  readonly discovery?: Discovery[];
}

/**
 * A service that nothing leads to but its name: other workloads of the platform connect to it, and nobody else can.
 *
 * It comes with its own security group, which opens for those that connect, roles without any permission you did not give, logs with
 * an end, and a rollout that takes a bad version back. The constructor throws, with everything that is wrong at once, on what AWS would
 * refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const storefront: WebService;
 *
 * const orders = new BackendService(this, 'Orders', {
 *   platform,
 *   image: Image.fromRegistry('ghcr.io/acme/orders:2.4.1'),
 *   port: 8080,
 * });
 * storefront.connectTo(orders); // ORDERS_URL=http://orders:8080
 */
export class BackendService extends Workload {
  constructor(scope: Construct, id: string, props: BackendServiceProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props), checkProps(props));
  }
}

function draftOf(name: string, props: BackendServiceProps): WorkloadDraft {
  const draft = workloadDraft(name, props);
  const [main, ...others] = draft.containers;
  const { protocol = BackendProtocol.HTTP1, additionalPorts = [] } = props;
  const ports = [{ port: props.port, name: NAMES[protocol], protocol }, ...additionalPorts].map(portDraft);
  return {
    ...draft,
    containers: [{ ...main, ports, probe: props.probe?._toDraft() }, ...others],
    discovery: props.discovery?.map(way => way._toDraft()),
  };
}

function portDraft({ port, name, protocol = BackendProtocol.HTTP1 }: BackendPort): PortDraft {
  return { port, ...name !== undefined && { name }, application: APPLICATIONS[protocol] };
}

const NAMES: Record<BackendProtocol, string> = { http1: 'http', http2: 'http', grpc: 'grpc', tcp: 'tcp' };
const APPLICATIONS: Record<BackendProtocol, PortDraft['application']> = { http1: 'http', http2: 'http2', grpc: 'grpc', tcp: undefined };

/** What cannot be wrong any more once the props have become a draft. */
function checkProps(props: BackendServiceProps): Finding[] {
  const bothCounts = props.desiredCount !== undefined && props.scaling !== undefined;
  return bothCounts ? [finding('DesiredCountWithScaling', 'desiredCount', { desiredCount: props.desiredCount! })] : [];
}
