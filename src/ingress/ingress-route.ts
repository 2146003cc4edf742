import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** @internal */
export interface IngressRouteParts {
  readonly blueTargetGroup: elbv2.ApplicationTargetGroup;
  readonly greenTargetGroup: elbv2.ApplicationTargetGroup;
  readonly rule: elbv2.ApplicationListenerRule;
  readonly testRule?: elbv2.ApplicationListenerRule;
  readonly priority: number;
  readonly hostNames: readonly string[];
  readonly url: string;
  readonly listener: elbv2.IApplicationListener;
  readonly testListener?: elbv2.IApplicationListener;
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
  readonly securityGroup: ec2.ISecurityGroup;
}

/**
 * A way in: one rule of the load balancer's listener and the two target groups it divides requests between.
 *
 * All of it lives in the stack of the service.
 */
export class IngressRoute extends Construct {
  /**
   * Made by an ingress only.
   *
   * @internal
   */
  public static _make(scope: Construct, id: string, build: (self: Construct) => IngressRouteParts): IngressRoute {
    return new IngressRoute(scope, id, build);
  }

  /** The target group that gets all requests at first. */
  public readonly blueTargetGroup: elbv2.ApplicationTargetGroup;

  /** The target group that gets none at first; deployments that shift traffic need it. */
  public readonly greenTargetGroup: elbv2.ApplicationTargetGroup;

  /** The rule of the listener. Its weights belong to whatever deploys the service. */
  public readonly rule: elbv2.ApplicationListenerRule;

  /** The rule that leads to the newest version ahead of the public. Undefined unless the rollout has test traffic. */
  public readonly testRule?: elbv2.ApplicationListenerRule;

  /** The rule's place in the order of rules. */
  public readonly priority: number;

  /** The host names it answers to; none means all of them. */
  public readonly hostNames: string[];

  /** Where it is reached. */
  public readonly url: string;

  /** The listener that takes the traffic. */
  public readonly listener: elbv2.IApplicationListener;

  /** The listener that takes test traffic, which may be the same. Undefined unless the rollout has test traffic. */
  public readonly testListener?: elbv2.IApplicationListener;

  /** The load balancer. */
  public readonly loadBalancer: elbv2.IApplicationLoadBalancer;

  /** The security group of the load balancer; let it in. */
  public readonly securityGroup: ec2.ISecurityGroup;

  private constructor(scope: Construct, id: string, build: (self: Construct) => IngressRouteParts) {
    super(scope, id);
    const parts = build(this);
    this.blueTargetGroup = parts.blueTargetGroup;
    this.greenTargetGroup = parts.greenTargetGroup;
    this.rule = parts.rule;
    this.testRule = parts.testRule;
    this.priority = parts.priority;
    this.hostNames = [...parts.hostNames];
    this.url = parts.url;
    this.listener = parts.listener;
    this.testListener = parts.testListener;
    this.loadBalancer = parts.loadBalancer;
    this.securityGroup = parts.securityGroup;
  }

  /** The load balancer as its metrics name it, for example `app/web/0123456789abcdef`. */
  public get loadBalancerFullName(): string {
    return this.loadBalancer instanceof elbv2.ApplicationLoadBalancer
      ? this.loadBalancer.loadBalancerFullName
      : Fn.select(1, Fn.split(':loadbalancer/', this.loadBalancer.loadBalancerArn));
  }
}
