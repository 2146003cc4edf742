import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** @internal */
export interface NetworkRouteParts {
  readonly blueTargetGroup: elbv2.NetworkTargetGroup;
  readonly greenTargetGroup: elbv2.NetworkTargetGroup;
  readonly listener: elbv2.NetworkListener;
  readonly testListener?: elbv2.NetworkListener;
  readonly clientRules: readonly ec2.CfnSecurityGroupIngress[];
  readonly hostName?: string;
  readonly url: string;
  readonly loadBalancer: elbv2.INetworkLoadBalancer;
  readonly securityGroup: ec2.ISecurityGroup;
}

/**
 * A way in below HTTP: a listener of the load balancer and the two target groups it divides connections between.
 *
 * All of it lives in the stack of the service.
 */
export class NetworkRoute extends Construct {
  /**
   * Made by a network ingress only.
   *
   * @internal
   */
  public static _make(scope: Construct, id: string, build: (self: Construct) => NetworkRouteParts): NetworkRoute {
    return new NetworkRoute(scope, id, build);
  }

  /** The target group that gets all connections at first. */
  public readonly blueTargetGroup: elbv2.NetworkTargetGroup;

  /** The target group that gets none at first; deployments that shift traffic need it. */
  public readonly greenTargetGroup: elbv2.NetworkTargetGroup;

  /** The listener. The weights of its default action belong to whatever deploys the service. */
  public readonly listener: elbv2.NetworkListener;

  /** The listener that leads to the newest version ahead of the public. Undefined unless the rollout has test traffic. */
  public readonly testListener?: elbv2.NetworkListener;

  /** What lets clients in to the listener's port, one rule for each of the peers and each protocol. */
  public readonly clientRules: ec2.CfnSecurityGroupIngress[];

  /** The host name that leads here. Undefined without a hosted zone. */
  public readonly hostName?: string;

  /** Where it is reached, for example `tls://broker.example.com:8883`. */
  public readonly url: string;

  /** The load balancer. */
  public readonly loadBalancer: elbv2.INetworkLoadBalancer;

  /** The security group of the load balancer; let it in. */
  public readonly securityGroup: ec2.ISecurityGroup;

  private constructor(scope: Construct, id: string, build: (self: Construct) => NetworkRouteParts) {
    super(scope, id);
    const parts = build(this);
    this.blueTargetGroup = parts.blueTargetGroup;
    this.greenTargetGroup = parts.greenTargetGroup;
    this.listener = parts.listener;
    this.testListener = parts.testListener;
    this.clientRules = [...parts.clientRules];
    this.hostName = parts.hostName;
    this.url = parts.url;
    this.loadBalancer = parts.loadBalancer;
    this.securityGroup = parts.securityGroup;
  }

  /** The load balancer as its metrics name it, for example `net/broker/0123456789abcdef`. */
  public get loadBalancerFullName(): string {
    return this.loadBalancer instanceof elbv2.NetworkLoadBalancer
      ? this.loadBalancer.loadBalancerFullName
      : Fn.select(1, Fn.split(':loadbalancer/', this.loadBalancer.loadBalancerArn));
  }
}
