import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { Duration } from 'aws-cdk-lib/core';
import { ForeignShift, Handle, ShiftDraft } from '../../model';

/**
 * In which steps CodeDeploy moves the traffic.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export class TrafficShift {
  /**
   * All of it at once. The load balancer may then find out only afterwards that the new copies are not well.
   */
  public static allAtOnce(): TrafficShift {
    return new TrafficShift({ kind: 'allAtOnce' });
  }

  /**
   * A part of it first, the rest when that went well.
   *
   * @param percent the first part, a whole number from 1 to 99
   * @param interval how long only that part has moved: whole minutes up to 2880
   */
  public static canary(percent: number, interval: Duration): TrafficShift {
    return new TrafficShift({ kind: 'canary', percent, interval });
  }

  /**
   * In equal steps.
   *
   * @param percent what each step moves, a whole number from 1 to 99
   * @param interval time between two steps: whole minutes up to 2880
   */
  public static linear(percent: number, interval: Duration): TrafficShift {
    return new TrafficShift({ kind: 'linear', percent, interval });
  }

  /**
   * In the steps of an existing deployment configuration. How long they take is not known here, so say `maxWait`.
   *
   * @param config a configuration for ECS
   */
  public static config(config: codedeploy.IEcsDeploymentConfig): TrafficShift {
    return new TrafficShift({ kind: 'foreign', config: new Handle(config.deploymentConfigName, config) });
  }

  private constructor(private readonly draft: ShiftDraft | ForeignShift) {}

  /** @internal */
  public _toDraft(): ShiftDraft | ForeignShift {
    return this.draft;
  }
}
