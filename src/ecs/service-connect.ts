import * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';
import { hasBottlerocket } from './capacity';
import { EcsGround } from './ground';
import { ecsOptions } from './options';
import { TaskNetwork } from './task-network';
import { finding, refuse } from '../findings';
import { ContainerSpec, isWindows, PortSpec, WorkloadSpec } from '../model';
import { Offer } from '../platform';
import { Capacity } from '../vocabulary';

/**
 * The workload's part in Service Connect: whether it offers a name, and whether it may use those of others.
 *
 * It is off until a connection is made, because each task then gets a proxy that takes some of its processor and memory.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
 */
export class ServiceConnect {
  private offered?: PortSpec;

  constructor(
    private readonly workload: IConstruct,
    private readonly platform: EcsGround,
    private readonly spec: WorkloadSpec,
    private readonly service: ecs.BaseService,
    private readonly network: TaskNetwork,
  ) {}

  /** Publishes the workload's first TCP port under its name. */
  public offer(): Offer {
    const port = this.main.ports.find(({ protocol }) => protocol === 'tcp');
    if (!port) {
      refuse(this.workload, [finding('NoPortToConnectTo', 'connectTo', { workload: this.spec.name })]);
    }
    const owner = this.platform._names.get(this.spec.name) ?? this.workload;
    if (owner !== this.workload) {
      refuse(this.workload, [finding('NameOffered', 'workloadName', { name: this.spec.name, owner: owner.node.path })]);
    }
    this.platform._names.set(this.spec.name, this.workload);
    this.offered = port!;
    this.render();
    return { host: this.spec.name, port: port!.port, scheme: port!.application ? 'http' : 'tcp' };
  }

  /** Lets the workload resolve the names of others. */
  public use(): void {
    this.render();
  }

  private render(): void {
    const lacking = withoutProxy(this.spec, this.network, ecsOptions(this.spec).capacity ?? this.platform.capacity);
    refuse(this.workload, lacking ? [finding('NoServiceConnect', 'connectTo', { workload: this.spec.name, on: lacking })] : []);
    if (this.spec.rollout.kind === 'codeDeploy') {
      refuse(this.workload, [finding('CodeDeployWithoutServiceConnect', 'connectTo', { workload: this.spec.name })]);
    }
    const namespace = this.platform.cluster.defaultCloudMapNamespace;
    if (!namespace) {
      refuse(this.workload, [finding('NoNamespace', 'connectTo', { platform: this.platform.node.path })]);
    }
    const offered = this.offered;
    (this.service.node.defaultChild as ecs.CfnService).serviceConnectConfiguration = {
      enabled: true,
      namespace: namespace!.namespaceArn,
      services: offered && [{
        portName: offered.name,
        discoveryName: this.spec.name,
        clientAliases: [{ port: offered.port, dnsName: this.spec.name }],
      }],
    };
  }

  private get main(): ContainerSpec {
    return this.spec.containers[0];
  }
}

/** Where ECS puts no proxy beside a task, as in "there is none <...>". */
function withoutProxy({ runtime }: WorkloadSpec, { launchType, mode }: TaskNetwork, capacity: readonly Capacity[]): string | undefined {
  if (launchType === 'external') {
    return 'on external machines';
  }
  if (isWindows(runtime.os)) {
    return `on ${runtime.os}`;
  }
  if (hasBottlerocket(capacity)) {
    return 'on Bottlerocket';
  }
  return mode === ecs.NetworkMode.AWS_VPC || mode === ecs.NetworkMode.BRIDGE ? undefined : `in the network mode '${mode}'`;
}
