import { Construct } from 'constructs';
import { workloadNameOf } from './workload-name';
import { WorkloadDraft } from '../model';
import { ContainerPlatform, Workload } from '../platform';
import {
  CommonWorkloadOptions, commonDraft, ContainerPort, daemonRolloutDraft, DaemonRolloutOptions, EcsDaemonOptions, EksDaemonOptions, platformOptions,
  Probe,
} from '../vocabulary';

/**
 * Something that runs once on each instance.
 */
export interface DaemonServiceProps extends CommonWorkloadOptions {
  /** The platform it runs on. */
  readonly platform: ContainerPlatform;

  /**
   * Ports the main container listens on.
   * @default - none
   */
  readonly ports?: ContainerPort[];

  /**
   * How it is found out whether a copy is well. ECS can only ask with `Probe.command()` and refuses others.
   * @default - as long as its process runs
   */
  readonly probe?: Probe;

  /**
   * How a new version replaces the old one.
   * @default - instance by instance, taken back when copies do not come up
   */
  readonly rollout?: DaemonRolloutOptions;

  /**
   * Deploy the daemon again when a value changes that its containers read when they start. Refused on Managed Instances, where a
   * deployment replaces the instances, and on EKS.
   * @default - as the platform says, and its profile: where possible in production, not in development
   */
  readonly redeployOnRotation?: boolean;

  /**
   * What only ECS understands.
   * @default - the platform's defaults
   */
  readonly ecs?: EcsDaemonOptions;

  /**
   * What only EKS understands. Refused on other platforms.
   * @default - none
   */
  readonly eks?: EksDaemonOptions;
}

/**
 * One copy on each instance: an agent that collects logs and metrics, a scanner, a cache for its neighbours.
 *
 * On ECS it is a service with daemon scheduling on EC2 and external instances, and a managed daemon on Managed Instances; on
 * EKS it is a DaemonSet. Nobody counts its copies: they come and go with the instances, and none is behind a load balancer.
 * Fargate has no instances, so there it is refused: make it a sidecar of the workloads that need it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service-options.html
 *
 * @example
 * declare const platform: EcsPlatform;
 *
 * new DaemonService(this, 'Agent', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300057.1b1167'),
 *   ecs: { capacity: [Capacity.ec2({ name: 'general' })] },
 * });
 */
export class DaemonService extends Workload {
  constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props));
  }
}

function draftOf(name: string, props: DaemonServiceProps): WorkloadDraft {
  const draft = commonDraft(name, props);
  const [main, ...others] = draft.containers;
  return {
    ...draft,
    containers: [{ ...main, ports: props.ports, probe: props.probe?._toDraft() }, ...others],
    scaling: { kind: 'perInstance' },
    rollout: daemonRolloutDraft(props.rollout),
    redeployOnRotation: props.redeployOnRotation,
    alarms: false,
    platformOptions: platformOptions(props.ecs, props.eks),
  };
}
