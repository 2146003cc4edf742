import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { workloadNameOf } from './workload-name';
import { finding, Finding, refuse } from '../findings';
import { ContainerPlatform, gateOf, JobPlacement, Workload } from '../platform';
import { CommonWorkloadOptions, EcsJobOptions, EksWorkloadOptions, jobDraft, OnRollback, platformOptions } from '../vocabulary';

/**
 * Something that runs during each deployment of a new version, before the services of that version.
 */
export interface ReleaseJobProps extends CommonWorkloadOptions {
  /** The platform it runs on. */
  readonly platform: ContainerPlatform;

  /**
   * How long a run may take, from 1 minute on, its start included. One that takes longer is stopped and has failed. At most 45 minutes on
   * ECS and 13 on EKS, because CloudFormation does not wait for longer.
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;

  /**
   * Makes the job run in each deployment in which this changes, for example the id of a commit or of a run of the pipeline. The main
   * container finds it in the variable `RELEASE_ID`.
   * @default - the job runs when something about it changes: image, command, variables, size
   */
  readonly releaseId?: string;

  /**
   * What becomes of the release when the deployment goes back.
   * @default OnRollback.NOTHING
   */
  readonly onRollback?: OnRollback;

  /**
   * What only ECS understands.
   * @default - the platform's defaults
   */
  readonly ecs?: EcsJobOptions;

  /**
   * What only EKS understands. Refused on other platforms.
   * @default - none
   */
  readonly eks?: EksWorkloadOptions;
}

/**
 * A program that runs to its end during a deployment, and that services wait for: the migration of a database, most of all.
 *
 * It runs when it is created, and whenever something about it changes. Only when its main container has ended with exit code 0 do the
 * services behind `runBefore()` get their new version; otherwise the deployment fails, with the exit code and the last
 * lines of the log in the event of the stack, and goes back before any of them was touched.
 *
 * What it does should be safe to do twice, and should leave the version before working, which goes on serving meanwhile, and
 * after a rollback. Its last lines are shown to everybody who may see the stack's events: keep secrets out of the log.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const api: WebService;
 *
 * const migration = new ReleaseJob(this, 'Migrate', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/docker/library/alpine:3.22'),
 *   command: ['./migrate', 'up'],
 * });
 * migration.runBefore(api);
 */
export class ReleaseJob extends Workload {
  private readonly followers: Workload[] = [];
  private readonly predecessors: ReleaseJob[] = [];
  private readonly needed: IConstruct[] = [];

  constructor(scope: Construct, id: string, props: ReleaseJobProps) {
    super(scope, id, props.platform);
    const { releaseId, timeout, onRollback } = props;
    const environment = releaseId === undefined ? props.environment : { ...props.environment, RELEASE_ID: releaseId };
    const draft = jobDraft(workloadNameOf(id, props.workloadName), { ...props, environment }, {
      trigger: { kind: 'release', undoCommand: onRollback?._toCommand() }, ...timeout && { timeout },
    });
    this._place({ ...draft, alarms: false, platformOptions: platformOptions(props.ecs, props.eks) }, checkProps(props));
  }

  /**
   * Has workloads wait for this job: they get their new version when it has ended well. One that is in another stack waits with all of its
   * stack. Throws if that stack is deployed first, and for workloads that no deployment starts.
   *
   * Workloads whose deployments a pipeline starts wait only when they are created.
   *
   * @param workloads services, workers, daemons, scheduled jobs, or other release jobs
   */
  public runBefore(...workloads: Workload[]): void {
    refuse(this, workloads.flatMap(workload => this.checkOrder(workload)));
    for (const workload of workloads) {
      workload.placement._starts().forEach(({ node }) => node.addDependency(this.job._released!));
      this.isFollowedBy(workload);
    }
  }

  /**
   * Has this job wait for something that it needs and does not name: an instance of a database cluster of which it knows
   * only the address, a record, rules in another stack. What it is granted and connected to in its own stack is waited for anyway.
   * Throws for what waits for this job itself.
   *
   * @param needed constructs, all of which is there before the job runs
   */
  public runAfter(...needed: IDependable[]): void {
    const constructs = needed.filter(each => Construct.isConstruct(each));
    const circles = [this, ...this.allFollowers()].filter(follower => constructs.some(each => isPartOfStart(each, follower)));
    refuse(this, circles.map(({ node: { path: workload } }) => finding('ReleaseInCircle', 'runAfter', { release: this.node.path, workload })));
    this.needed.push(...constructs);
    constructs.filter(each => each instanceof ReleaseJob).forEach(job => job.isFollowedBy(this));
    this.placement._starts().forEach(({ node }) => node.addDependency(...needed));
  }

  private get job(): JobPlacement {
    return this.placement as JobPlacement;
  }

  private checkOrder(workload: Workload): Finding[] {
    const path = 'runBefore';
    const release = this.node.path;
    const [stack, before] = [Stack.of(this), Stack.of(workload)];
    const isNeeded = this.needed.some(each => isPartOfStart(each, workload));
    if (workload === this || isNeeded || workload instanceof ReleaseJob && workload.allFollowers().includes(this)) {
      return [finding('ReleaseInCircle', path, { release, workload: workload.node.path })];
    }
    if (stack !== before && [Stack.of(this.platform), stack].some(each => comesAfter(each, before))) {
      return [finding('ReleaseInLaterStack', path, { release, workload: workload.node.path, stack: stack.node.path, before: before.node.path })];
    }
    return workload.placement._starts().length === 0 ? [finding('ReleaseHoldsNothing', path, { workload: workload.node.path })] : [];
  }

  /** Nothing is migrated for a version that may not run, however many jobs are between. */
  private isFollowedBy(workload: Workload): void {
    this.followers.push(workload);
    if (workload instanceof ReleaseJob) {
      workload.predecessors.push(this);
    }
    const next = [workload, ...workload instanceof ReleaseJob ? workload.allFollowers() : []];
    for (const job of [this, ...this.allPredecessors()]) {
      const gates = next.filter(each => Stack.of(each) === Stack.of(job)).flatMap(({ placement }) => gateOf(placement));
      job.placement._starts().forEach(({ node }) => node.addDependency(...gates));
    }
  }

  private allPredecessors(): ReleaseJob[] {
    return this.predecessors.flatMap(job => [job, ...job.allPredecessors()]);
  }

  private allFollowers(): Workload[] {
    return this.followers.flatMap(follower => follower instanceof ReleaseJob ? [follower, ...follower.allFollowers()] : [follower]);
  }
}

/** Whether who waits for the construct waits for the start of the workload. */
function isPartOfStart(construct: IConstruct, { placement }: Workload): boolean {
  return placement._starts().some(starts => starts.node.scopes.includes(construct) || construct.node.scopes.includes(starts));
}

/** Whether the stack is the other one, or is deployed after it, be it because of stacks in between. */
function comesAfter(stack: Stack, other: Stack): boolean {
  return stack === other || stack.dependencies.some(before => comesAfter(before, other));
}

/** What cannot be seen any more once the props have become a draft. */
function checkProps({ releaseId, environment = {} }: ReleaseJobProps): Finding[] {
  return releaseId !== undefined && 'RELEASE_ID' in environment ? [finding('ReleaseIdTaken', 'environment.RELEASE_ID', {})] : [];
}
