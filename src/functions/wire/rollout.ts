/**
 * What the constructs say to the handlers behind the custom resources, and what those answer.
 *
 * CloudFormation hands every number and boolean over as text, so text is what is declared here; lists and records keep their
 * shape. These types are the contract between a template and the handlers of another release of the library: members may be
 * added, never renamed.
 */

/** The types of the custom resources. */
export const RESOURCES = {
  /** Drives a CodeDeploy deployment to what the template wants. */
  rollout: 'Custom::ContainerRollout',
  /** Goes on waiting where one custom resource may not wait any longer. */
  wait: 'Custom::ContainerRolloutWait',
  /** Gives a service that may never change the values it is created with. */
  seed: 'Custom::ContainerServiceSeed',
  /** Tells which target group has the traffic, so that a template never takes it away. */
  pin: 'Custom::ContainerTrafficPin',
  /** Tells which target group a version of pods is bound to: the one without traffic when the version was made. */
  revisionTarget: 'Custom::ContainerRevisionTarget',
  /** Waits until the load balancer finds the copies of a version well. */
  revisionReady: 'Custom::ContainerRevisionReady',
  /** Moves the traffic to a version, or goes on with it where another one had no more time. */
  shift: 'Custom::ContainerTrafficShift',
} as const;

/** Everything a deployment can change about a service that CodeDeploy owns. */
export interface Revision {
  readonly taskDefinition: string;
  readonly containerName: string;
  readonly containerPort: string;
  readonly platformVersion?: string;
  readonly subnets: string[];
  readonly securityGroups: string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
  /** None where the service has a launch type. CodeDeploy forgets it unless each deployment repeats it. */
  readonly capacityProviders?: CapacityShare[];
}

export interface CapacityShare {
  readonly capacityProvider: string;
  readonly weight: string;
  readonly base: string;
}

/** What ECS lets change without a deployment. */
export interface ServiceSettings {
  /** Undefined when the count follows the load. */
  readonly desiredCount?: string;
  readonly healthCheckGracePeriodSeconds?: string;
  readonly enableExecuteCommand: string;
  readonly tags: Record<string, string>;
}

/** Properties of `RESOURCES.rollout`, and of `RESOURCES.wait`, which wait for the very same. */
export interface RolloutProperties {
  readonly application: string;
  readonly deploymentGroup: string;
  /** Name of the deployment configuration that shifts the traffic. */
  readonly deploymentConfig: string;
  /** Names, not ARNs. */
  readonly cluster: string;
  readonly service: string;
  readonly revision: Revision;
  /** Name or ARN of the function for each lifecycle event, in CodeDeploy's words: BeforeInstall, AfterInstall ... */
  readonly hooks: Record<string, string>;
  readonly settings: ServiceSettings;
  /** When the resource is done: traffic has shifted, the old copies are gone, or the deployment has begun. */
  readonly waitFor: 'TRAFFIC_SHIFTED' | 'COMPLETED' | 'STARTED';
  /** What to do about a deployment of another version that is under way. */
  readonly onActiveDeployment: 'WAIT' | 'STOP' | 'FAIL';
  /** Names of the alarms of the deployment group. */
  readonly alarms: string[];
  /** What to do about those that are firing before the deployment begins. */
  readonly alarmsFiringAtStart: 'IGNORE' | 'FAIL';
  /** How long the new copies may take to come up. */
  readonly startTimeoutMinutes: string;
  /** How long this resource may take; afterwards a relay goes on, or the deployment is stopped if there is none. */
  readonly budgetMinutes: string;
  /** How many relays come after this resource; the last one has none. */
  readonly relaysLeft: string;
  readonly scaling?: ScalingTarget;
  /** A change of it deploys the same version again. */
  readonly redeployNonce?: string;
}

export interface ScalingTarget {
  /** As Application Auto Scaling names it: `service/<cluster>/<service>`. */
  readonly resourceId: string;
  /** What stands still during a deployment. */
  readonly suspend: 'SCALE_IN' | 'ALL' | 'NONE';
}

/** What `Fn::GetAtt` of a rollout gives. */
export interface RolloutData {
  readonly DeploymentId: string;
  readonly Status: string;
  readonly ConsoleUrl: string;
  readonly TrafficShiftedAt: string;
  readonly PreviousTaskDefinition: string;
}

/**
 * Properties of `RESOURCES.seed`. All of them force a replacement of the service or never change, so that CloudFormation never
 * asks again while the service lives.
 */
export interface SeedProperties {
  /** Name of the SSM parameter with the values of today, a `SeedValues` as JSON. */
  readonly parameter: string;
  readonly cluster: string;
  readonly launchType: string;
}

/**
 * The values a service is created with; `Fn::GetAtt` of a seed gives each of them, and the first two as lists. In the parameter
 * they are joined by commas, because CloudFormation cannot write a list of its own as JSON.
 */
export interface SeedValues {
  readonly Subnets: string;
  readonly SecurityGroups: string;
  readonly AssignPublicIp: string;
  readonly PlatformVersion: string;
  readonly ContainerName: string;
  readonly ContainerPort: string;
  readonly TargetGroupArn: string;
  readonly HealthCheckGracePeriodSeconds: string;
  readonly EnableExecuteCommand: string;
  readonly DesiredCount: string;
  /** Weight and base of FARGATE and FARGATE_SPOT, in this order. */
  readonly FargateWeight: string;
  readonly FargateBase: string;
  readonly SpotWeight: string;
  readonly SpotBase: string;
}

/** Properties of `RESOURCES.pin`, one for each listener rule, and for each listener below HTTP, which has no rules. */
export interface PinProperties {
  /** ARN of the listener that the rule is, or will be, on. Empty where the listener itself divides the traffic. */
  readonly listener: string;
  readonly priority: string;
  /** ARN of the load balancer, and the port, that such a listener is, or will be, on: it has no ARN before it is made. */
  readonly loadBalancer?: string;
  readonly port?: string;
  readonly blue: string;
  readonly green: string;
  /** Changes whenever CloudFormation is about to write the rule: the weights are then asked for again. */
  readonly epoch: string;
  /**
   * Who moves the traffic. The live target group is asked for again only when this changes, or when the service becomes another
   * one, because the service's own properties depend on it.
   */
  readonly mode: 'rolling' | 'shifting' | 'codeDeploy';
  /** Name of the ECS cluster in which a service behind the rule would be; empty where there is none. In another one it is another service. */
  readonly cluster: string;
  /** What the service runs on, as far as a change of it makes it another service. */
  readonly launchType: string;
  /** Where the rule for everybody is, where this one is for test traffic: it begins with the same division. */
  readonly publicListener?: string;
  readonly publicPriority?: string;
  /** The same below HTTP, on the same load balancer. */
  readonly publicPort?: string;
}

/** What `Fn::GetAtt` of a pin gives. */
export interface PinData {
  readonly BlueWeight: string;
  readonly GreenWeight: string;
  readonly LiveTargetGroupArn: string;
  readonly IdleTargetGroupArn: string;
}

/** Properties of `RESOURCES.revisionTarget`, one for each version and listener rule. */
export interface RevisionTargetProperties {
  /** ARN of the listener rule. */
  readonly rule: string;
  readonly blue: string;
  readonly green: string;
  /** Part of the resource's logical id, too: a version is asked for once and keeps its answer. */
  readonly revision: string;
}

/** What `Fn::GetAtt` of a revision's target gives. */
export interface RevisionTargetData {
  readonly TargetGroupArn: string;
}

/** A listener rule whose traffic moves to one target group of its pair. */
export interface ShiftRoute {
  readonly rule: string;
  readonly blue: string;
  readonly green: string;
  /** Blue or green: where the copies of the version are. */
  readonly target: string;
}

/** Properties of `RESOURCES.revisionReady`. */
export interface RevisionReadyProperties {
  readonly routes: ShiftRoute[];
  readonly revision: string;
  /** How many copies have to be well. */
  readonly copies: string;
  readonly timeoutMinutes: string;
}

/** Properties of `RESOURCES.shift`. Several of them, one after the other, cover a rollout that takes long. */
export interface TrafficShiftProperties {
  /** All of them move together. */
  readonly routes: ShiftRoute[];
  readonly revision: string;
  /** How many copies have to be well before each step. */
  readonly copies: string;
  /** All steps of the rollout, the first at minute 0. */
  readonly steps: ShiftStep[];
  /** The minutes of the rollout that this resource looks after. The last one's end is that of the bake time. */
  readonly fromMinute: string;
  readonly toMinute: string;
  /** Names of the alarms that take the version back. */
  readonly alarms: string[];
}

export interface ShiftStep {
  readonly minute: string;
  /** Thousandths of the traffic. */
  readonly share: string;
}
