import { Construct } from 'constructs';
import { TestTrafficSpec } from '../../model';
import { RouteWeights } from '../route-traffic';

/** What moves the traffic of a listener, where something does. */
export interface NetworkTraffic {
  /** How connections are to be divided when CloudFormation writes a listener: never otherwise than they are. */
  readonly listenerWeights: (listener: ListenerToWrite) => RouteWeights;
  /** How a new version is reached before the public reaches it. */
  readonly test?: TestTrafficSpec;
}

/** A listener that is about to be made. It has no ARN yet: load balancer and port say which it is. */
export interface ListenerToWrite {
  readonly scope: Construct;
  readonly id: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly blueTargetGroupArn: string;
  readonly greenTargetGroupArn: string;
  /** Port of the listener for everybody, where this one is for test traffic. */
  readonly publicPort?: number;
  /** Changes with everything else about the listener. Not to be asked before synthesis. */
  readonly definition: () => unknown;
}
