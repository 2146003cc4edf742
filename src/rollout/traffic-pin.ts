import { createHash } from 'crypto';
import { CustomResource, Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Answers } from './answers';
import { PinProperties, RESOURCES } from '../functions/wire/rollout';

/** A rule of a listener, which divides requests. */
export interface PinnedRule {
  readonly listenerArn: string;
  readonly priority: number;
  /** The rule for everybody, where the pin is for one of test traffic. */
  readonly publicRule?: { readonly listenerArn: string; readonly priority: number };
}

/** A listener without rules, which divides connections. It has no ARN yet: load balancer and port say which it is. */
export interface PinnedListener {
  readonly loadBalancerArn: string;
  readonly port: number;
  /** Port of the listener for everybody, where the pin is for one of test traffic. */
  readonly publicPort?: number;
}

/** What divides the traffic, and between what. */
export type TrafficPinProps = (PinnedRule | PinnedListener) & PinnedPair;

export interface PinnedPair {
  readonly blueTargetGroupArn: string;
  readonly greenTargetGroupArn: string;
  /** Changes with everything about the rule or listener but its weights. Not asked before synthesis. */
  readonly definition: () => unknown;
  readonly mode: PinProperties['mode'];
  /** Name of the ECS cluster in which the service behind the rule is. Undefined where there is none, as on EKS. */
  readonly clusterName?: string;
  /** What the service runs on, as far as a change of it makes it another service. Undefined like the cluster. */
  readonly launchType?: string;
}

/**
 * Keeps CloudFormation from moving traffic.
 *
 * Whoever deploys a service rewrites the weights of its rule, or of its listener below HTTP, and CloudFormation writes those of the template whenever it
 * touches the rule: for a new path it would send the public to a target group that has been empty for weeks. So the template
 * takes the weights from here, and here they are asked for again, just before each time that CloudFormation writes the rule.
 *
 * @see https://github.com/aws/aws-cdk/issues/36649
 */
export class TrafficPin extends Construct {
  public readonly blueWeight: number;
  public readonly greenWeight: number;
  /** The target group with the traffic when the way of moving it was last changed. */
  public readonly liveTargetGroupArn: string;
  public readonly idleTargetGroupArn: string;

  public constructor(scope: Construct, id: string, props: TrafficPinProps) {
    super(scope, id);
    const answers = Answers.of(this);
    if (props.clusterName !== undefined) {
      answers.lookInto(props.clusterName);
    }
    if (!('listenerArn' in props)) {
      answers.readListeners();
    }
    const properties: PinProperties = {
      ...placeOf(props),
      blue: props.blueTargetGroupArn,
      green: props.greenTargetGroupArn,
      epoch: Lazy.uncachedString({ produce: context => hash(context.resolve(props.definition())) }),
      mode: props.mode,
      cluster: props.clusterName ?? '',
      launchType: props.launchType ?? '',
      ...publicPlaceOf(props),
    };
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: answers.serviceToken,
      resourceType: RESOURCES.pin,
      properties,
    });
    this.blueWeight = Token.asNumber(resource.getAtt('BlueWeight'));
    this.greenWeight = Token.asNumber(resource.getAtt('GreenWeight'));
    this.liveTargetGroupArn = resource.getAttString('LiveTargetGroupArn');
    this.idleTargetGroupArn = resource.getAttString('IdleTargetGroupArn');
  }
}

function placeOf(props: PinnedRule | PinnedListener): Pick<PinProperties, 'listener' | 'priority' | 'loadBalancer' | 'port'> {
  return 'listenerArn' in props
    ? { listener: props.listenerArn, priority: `${props.priority}` }
    : { listener: '', priority: '', loadBalancer: props.loadBalancerArn, port: `${props.port}` };
}

function publicPlaceOf(props: PinnedRule | PinnedListener): Pick<PinProperties, 'publicListener' | 'publicPriority' | 'publicPort'> | undefined {
  if ('listenerArn' in props) {
    return props.publicRule && { publicListener: props.publicRule.listenerArn, publicPriority: `${props.publicRule.priority}` };
  }
  return props.publicPort === undefined ? undefined : { publicPort: `${props.publicPort}` };
}

function hash(definition: unknown): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
}
