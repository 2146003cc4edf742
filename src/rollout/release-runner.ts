import * as iam from 'aws-cdk-lib/aws-iam';
import { CustomResource, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { finding, refuse } from '../findings';
import { makePatientProvider, PATIENCE } from '../functions/patient-provider';
import { RELEASE_RESOURCES, ReleaseProperties, VerdictProperties } from '../functions/wire/release';
import { onePerStack } from '../private/one-per-stack';

/**
 * Runs tasks during a deployment, and makes the deployment wait for them, and fail with them.
 *
 * One for each stack, for up to ten jobs on ECS. What it may do is said beside each, and goes after it.
 */
export class ReleaseRunner extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): ReleaseRunner {
    return onePerStack(scope, ID, stack => new ReleaseRunner(stack));
  }

  private readonly serviceToken: string;
  private readonly role: iam.Role;
  private runs = 0;

  private constructor(stack: Stack) {
    super(stack, ID);
    // Whether the stack is on its way back decides what has to be done.
    const rights = [{ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] }];
    const { serviceToken, isComplete } = makePatientProvider(this,
      { handler: 'beginRelease', description: 'Begins to run a release job', rights },
      { handler: 'completeRelease', description: 'Runs a release job, and looks after it until it ends', rights },
    );
    this.role = isComplete.ownRole;
    this.serviceToken = serviceToken;
  }

  /**
   * Runs a task to its end, once for each revision. Whoever needs the release waits for what is returned. Throws if there are too many.
   *
   * The permissions are apart from the function's own: they stay until the resource has gone, even if it is the last thing to go.
   * They are attached, because policies inside of a role share 10,240 characters, which is enough for six jobs.
   */
  public run(scope: Construct, properties: ReleaseProperties, statements: iam.PolicyStatement[]): RenderedRun {
    refuse(scope, this.runs++ < MOST ? [] : [finding('TooManyReleases', 'platform', { stack: Stack.of(this).node.path || 'this', max: MOST })]);
    const rights = new iam.ManagedPolicy(scope, 'ReleaseRights', { roles: [this.role], statements });
    const release = this.make(scope, RELEASE_RESOURCES.task, properties);
    release.node.addDependency(rights);
    return { release, rights };
  }

  /** Fails, with a reason, unless a job that others have waited for has succeeded. */
  public judge(scope: Construct, properties: VerdictProperties): CustomResource {
    return this.make(scope, RELEASE_RESOURCES.verdict, properties);
  }

  private make(scope: Construct, resourceType: string, properties: object): CustomResource {
    return new CustomResource(scope, 'Release', {
      serviceToken: this.serviceToken, resourceType, serviceTimeout: PATIENCE, properties: { ...properties },
    });
  }
}

/** A run, and what it may do. */
export interface RenderedRun {
  readonly release: CustomResource;
  readonly rights: iam.ManagedPolicy;
}

/** How many policies can be attached to a role unless the account has asked for more. */
const MOST = 10;

const ID = 'ReleaseRunner';
