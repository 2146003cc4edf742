import { Construct } from 'constructs';
import { finding, Finding } from '../findings';
import { ExposureDraft, WorkloadDraft } from '../model';
import { ContainerPlatform, Workload } from '../platform';
import { Exposure, Probe, WorkloadOptions, workloadDraft } from '../vocabulary';
import { workloadNameOf } from './workload-name';

/**
 * A service that answers HTTP requests.
 */
export interface WebServiceProps extends WorkloadOptions {
  /** The platform the service runs on. */
  readonly platform: ContainerPlatform;

  /** The port the main container listens on, 1 to 65535. Container, target groups and security groups follow from it. */
  readonly port: number;

  /**
   * The ways in, at most five. A service may be public and internal at once; an empty list leaves it reachable by name
   * only, from workloads that connect to it. A platform without a domain refuses any other.
   * @default - `[Exposure.public()]`
   */
  readonly exposures?: Exposure[];

  /**
   * How it is found out whether a copy is well.
   *
   * `Probe.http()` is asked by the load balancer: a copy that is unwell gets no requests and is replaced.
   * `Probe.command()` is asked by the platform, inside the container; the load balancer then goes on asking for `/`.
   * @default - a GET of `/` that must be answered with a status from 200 to 399
   */
  readonly probe?: Probe;
}

/**
 * A service that answers HTTP requests behind a load balancer it shares with other services.
 *
 * It comes with its own security group, roles without any permission you did not give, logs with an end, a rollout
 * that takes a bad version back, and, in production, alarms. The constructor throws, with everything that is wrong at once,
 * on what AWS would refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 *
 * @example
 * declare const platform: EcsPlatform;
 *
 * const api = new WebService(this, 'Api', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
 *   port: 8080,
 *   scaling: { max: 20, targetCpuPercent: 60 },
 * });
 */
export class WebService extends Workload {
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props), checkProps(props));
  }
}

/** A web service is a workload with one HTTP port that its exposures lead to. */
function draftOf(name: string, props: WebServiceProps): WorkloadDraft {
  const draft = workloadDraft(name, props);
  const [main, ...others] = draft.containers;
  const exposures = (props.exposures ?? [Exposure.public()]).map(exposure => exposure._toDraft());
  // What is spoken on the port follows from the exposures; without any, nobody but the kind of workload says it.
  const application = exposures.length === 0 ? 'http' : undefined;
  const probe = props.probe?._toDraft();
  const health = probe?.kind === 'http' && exposures.length > 0 ? probe : undefined;
  return {
    ...draft,
    containers: [{ ...main, ports: [{ name: 'http', port: props.port, application }], probe: health ? undefined : probe }, ...others],
    exposures: exposures.map(exposure => ({ ...exposure, port: exposure.port ?? (leadsTo(exposure, name) ? props.port : undefined), health })),
  };
}

/** Whether the requests are for the main container; the port of another one is that container's own affair. */
function leadsTo({ container }: ExposureDraft, main: string): boolean {
  return container === undefined || container === main;
}

/** What cannot be wrong any more once the props have become a draft. */
function checkProps(props: WebServiceProps): Finding[] {
  const bothCounts = props.desiredCount !== undefined && props.scaling !== undefined;
  return bothCounts ? [finding('DesiredCountWithScaling', 'desiredCount', { desiredCount: props.desiredCount! })] : [];
}
