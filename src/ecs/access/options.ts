import { IWorkload } from '../../platform';

/**
 * Where a pack holds, and for whom of those who have it.
 */
export interface EcsAccessOptions {
  /**
   * Workloads of the platform.
   *
   * Tasks have no names, so those of these workloads are told by a tag, which is set on service and task definition and which
   * tasks get when they start.
   * @default - everything in the cluster
   */
  readonly workloads?: IWorkload[];

  /**
   * Tags that services and tasks must have, for example `{ team: 'orders' }`. A value may be what IAM knows of the caller, such as
   * `${aws:PrincipalTag/team}`. Tags which the platform or a stack gives its workloads reach their tasks.
   *
   * Lists, log groups and whatever else IAM cannot limit by tags are not limited.
   * @default - whatever tags they have
   */
  readonly resourceTags?: { [name: string]: string };

  /**
   * Tags that the caller must have, of the role or of its session.
   * @default - whatever tags the caller has
   */
  readonly principalTags?: { [name: string]: string };
}

/**
 * Where deployers may deploy, and how.
 */
export interface EcsDeployerOptions extends EcsAccessOptions {
  /**
   * Assume the roles with which `cdk deploy` looks up, publishes and deploys. That is all that such a pipeline needs, and through
   * CloudFormation it may then do whatever the bootstrap stack allows.
   * @default false
   */
  readonly cdkDeploy?: boolean;
}

/**
 * Where operators may operate, and what.
 */
export interface EcsOperatorOptions extends EcsAccessOptions {
  /**
   * Change the bounds within which services scale. IAM cannot limit that to a service or a cluster: it holds for all services on
   * ECS of the account and region.
   * @default false
   */
  readonly scalingBounds?: boolean;
}

/**
 * Where shells may be opened, and by which persons.
 */
export interface EcsExecOptions extends EcsAccessOptions {
  /**
   * Names of containers.
   * @default - all containers
   */
  readonly containers?: string[];

  /**
   * Names of sessions, which is what people are called who share a role: with IAM Identity Center their user names. Where somebody
   * may choose the name of the session, it proves nothing; the role has to ask for it in `sts:RoleSessionName`.
   * @default - everybody who has the pack
   */
  readonly sessionNames?: string[];
}

/**
 * What is denied.
 */
export enum EcsDenial {
  /** Whatever changes clusters, services, tasks, container instances and task definitions. */
  CHANGES = 'changes',

  /** Shells in containers. */
  EXEC = 'exec',

  /** Both. */
  EVERYTHING = 'everything',
}

/**
 * What is denied, and where.
 */
export interface EcsDenyOptions extends EcsAccessOptions {
  /**
   * What is denied.
   * @default EcsDenial.EVERYTHING
   */
  readonly denied?: EcsDenial;

  /**
   * Deny it everywhere but here, instead of here.
   * @default false
   */
  readonly outside?: boolean;
}
