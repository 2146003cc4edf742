/**
 * How the tasks of a workload are in the network: with addresses of their own, or behind those of the machines they run on.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { LaunchType, launchTypeOf } from './launch-type';
import { ecsOptions } from './options';
import { makeSecurityGroup } from './security-group';
import { isWindows, WorkloadSpec } from '../model';
import { inlinePeer } from '../network';
import { portOf, portsReached, ReachedPort, RenderedExposure, RenderedListener, securityGroupText } from '../platform';

/** Where Docker finds a port of the machine for a port of a container, on either system. */
const DYNAMIC_PORTS = ec2.Port.tcpRange(32768, 65535);

/** What the workload says, or else the mode that gives tasks addresses of their own, wherever there are any. */
export function networkModeOf(spec: WorkloadSpec, launchType: LaunchType): ecs.NetworkMode {
  const fallback = launchType !== 'external' ? ecs.NetworkMode.AWS_VPC : isWindows(spec.runtime.os) ? ecs.NetworkMode.NAT : ecs.NetworkMode.BRIDGE;
  return ecsOptions(spec).networkMode ?? fallback;
}

/** Whether tasks have addresses, security groups and subnets of their own. */
export function hasOwnAddress(mode: ecs.NetworkMode): boolean {
  return mode === ecs.NetworkMode.AWS_VPC;
}

/** Whether Docker chooses the port of the machine that leads to a container. */
export function isPortDynamic(mode: ecs.NetworkMode): boolean {
  return mode === ecs.NetworkMode.BRIDGE || mode === ecs.NetworkMode.NAT;
}

/** What a load balancer registers. */
export function targetTypeOf(mode: ecs.NetworkMode): elbv2.TargetType {
  return hasOwnAddress(mode) ? elbv2.TargetType.IP : elbv2.TargetType.INSTANCE;
}

/** What rings at the doors of tasks: load balancers, by their kind. */
interface Doorbells {
  readonly exposures: readonly RenderedExposure[];
  readonly listeners: readonly RenderedListener[];
}

/** Who answers for the tasks of a workload in the network. */
export class TaskNetwork {
  /** What the workload runs on, as its own choice or the platform's says. */
  public static of(spec: WorkloadSpec, ground: EcsGround): TaskNetwork {
    const capacity = ecsOptions(spec).capacity ?? ground.capacity;
    const launchType = launchTypeOf(capacity);
    const machines = [...new Set(capacity.map(choice => ground._pools.of(choice).hostSecurityGroup).filter(group => group !== undefined))];
    return new TaskNetwork(spec, ground, launchType, machines);
  }

  public readonly mode: ecs.NetworkMode;
  private own?: ec2.SecurityGroup;

  private constructor(
    private readonly spec: WorkloadSpec,
    private readonly ground: EcsGround,
    public readonly launchType: LaunchType,
    /** The groups of the machines, whatever the tasks have. */
    public readonly machines: readonly ec2.ISecurityGroup[],
  ) {
    this.mode = networkModeOf(spec, launchType);
  }

  /** The group of the tasks alone. Undefined where they share those of their machines. */
  public get ownGroup(): ec2.SecurityGroup | undefined {
    return this.own;
  }

  /** The groups from which the tasks, or what Docker does for them, come. */
  public get groups(): readonly ec2.ISecurityGroup[] {
    return this.own ? [this.own] : this.machines;
  }

  /** The groups through which the tasks are reached. */
  public get doors(): readonly ec2.ISecurityGroup[] {
    return this.mode === ecs.NetworkMode.NONE ? [] : this.groups;
  }

  /** Makes the tasks' own group, or has the machines' let the load balancers in. */
  public open(scope: Construct, { exposures, listeners }: Doorbells): void {
    if (hasOwnAddress(this.mode)) {
      this.own = makeSecurityGroup(scope, this.ground, this.spec);
    }
    for (const { exposure, route } of exposures) {
      this.letLoadBalancerIn(route.securityGroup, `${exposure.audience} load balancer`, this.portsBehind(exposure.port, exposure.health.port ?? exposure.port));
    }
    for (const { listener, route } of listeners) {
      this.letLoadBalancerIn(route.securityGroup, `${listener.audience} network load balancer`, this.reached(portsReached(listener)));
    }
  }

  private letLoadBalancerIn(from: ec2.ISecurityGroup, description: string, ports: readonly ec2.Port[]): void {
    for (const port of ports) {
      for (const door of this.doors) {
        door.addIngressRule(inlinePeer(from), port, description);
        // A load balancer that was made elsewhere may be closed towards the tasks; those of the library are open to all.
        from.addEgressRule(door, port, securityGroupText(`to ${this.own ? this.spec.name : 'the machines'}`), true);
      }
    }
  }

  /** Packets only come to ports that are known: the others were refused. */
  private reached(ports: readonly ReachedPort[]): ec2.Port[] {
    return isPortDynamic(this.mode) ? [DYNAMIC_PORTS] : ports.map(portOf);
  }

  /**
   * Lets another workload in, which waits for this one where `isLast`. The rule is never with the machines' group where there is another:
   * it is the platform's, which must not wait for the workloads on it. A fixed port is that of the machine itself, whatever Docker chooses.
   */
  public letIn(from: TaskNetwork, port: number, description: string, isLast: boolean, isFixed = false): void {
    const isWithCaller = this.own ? isLast && from.own !== undefined : true;
    for (const door of this.doors) {
      for (const group of from.groups) {
        (isFixed ? [ec2.Port.tcp(port)] : this.portsBehind(port)).forEach(opening => door.addIngressRule(group, opening, description, isWithCaller));
      }
    }
  }

  /** The ports under which the network sees those of the containers. */
  public portsBehind(...ports: readonly number[]): ec2.Port[] {
    return isPortDynamic(this.mode) ? [DYNAMIC_PORTS] : [...new Set(ports)].map(port => ec2.Port.tcp(port));
  }

  /** What others connect to when they name no port. */
  public get defaultPort(): ec2.Port | undefined {
    const [{ ports: [first] }] = this.spec.containers;
    if (!first || this.doors.length === 0) {
      return undefined;
    }
    if (isPortDynamic(this.mode)) {
      return first.protocol === 'udp' ? ec2.Port.udpRange(32768, 65535) : DYNAMIC_PORTS;
    }
    return first.protocol === 'udp' ? ec2.Port.udp(first.port) : ec2.Port.tcp(first.port);
  }
}
