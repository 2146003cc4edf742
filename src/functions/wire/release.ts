/**
 * What the constructs of release jobs say to the handlers behind their custom resources. The same holds as for the wire of rollouts:
 * members may be added, never renamed, and numbers are text.
 */
export const RELEASE_RESOURCES = {
  /** Runs a task to its end, once for each revision of its task definition. */
  task: 'Custom::ContainerRelease',
  /** Tells how a job in a cluster of Kubernetes ended, which others have found out. */
  verdict: 'Custom::ContainerReleaseVerdict',
} as const;

/** Where a run is in the network. Missing in network modes without addresses. */
export interface RunNetwork {
  readonly subnets: string[];
  readonly securityGroups: string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
}

/** Properties of `RELEASE_RESOURCES.task`. */
export interface ReleaseProperties {
  /** Name or ARN. */
  readonly cluster: string;
  /** Of all revisions of the job's task definition. */
  readonly family: string;
  /** ARN of the revision, which is the release: another one is run, the same one never twice. */
  readonly taskDefinition: string;
  /** The container whose exit code counts. */
  readonly container: string;
  readonly timeoutMinutes: string;
  readonly network?: RunNetwork;
  readonly launchType?: 'FARGATE' | 'EC2' | 'EXTERNAL';
  readonly capacityProviders?: { readonly capacityProvider: string; readonly weight: string; readonly base: string }[];
  /** How the scheduler chooses among machines. */
  readonly placementConstraints?: { readonly type: string; readonly expression?: string }[];
  readonly placementStrategy?: { readonly type: string; readonly field?: string }[];
  /** Where the container logs to. Missing where its log is not in CloudWatch. */
  readonly logGroup?: string;
  /** The names of its log streams but for the id of the task, which is their end. */
  readonly logStreams?: string;
  /** Whether people may open a shell in its containers. */
  readonly exec?: 'true';
  /** Other containers that the task ends with. */
  readonly essential?: string[];
  /** Command of the container that takes a release back. Missing where a stack that goes back runs nothing. */
  readonly undoCommand?: string[];
}

/** Properties of `RELEASE_RESOURCES.verdict`. */
export interface VerdictProperties {
  readonly job: string;
  /** What the conditions of the job say: `Complete` if it succeeded. */
  readonly outcome: string;
  /** What its pods have left behind: exit code, reason and last lines of the log. */
  readonly details: string;
}
