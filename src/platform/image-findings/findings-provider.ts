import * as iam from 'aws-cdk-lib/aws-iam';
import { CustomResource, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { FINDINGS_RESOURCES, FindingsProperties, makePatientProvider, PATIENCE, Right } from '../../functions';
import { onePerStack } from '../../private/one-per-stack';
import { FILL_CACHES } from '../../registry';

/** A repository by its ARN, and whether it is one of a cache. */
export interface AskedRepository {
  readonly repository: string;
  readonly cached: boolean;
}

/**
 * Asks ECR about images during a deployment, and makes it fail where too much was found. One for each stack, for all of its workloads;
 * it may look into exactly the repositories that their images are in.
 */
export class FindingsProvider extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): FindingsProvider {
    return onePerStack(scope, ID, stack => new FindingsProvider(stack));
  }

  private readonly serviceToken: string;
  private readonly role: iam.Role;
  private readonly repositories = new Map<string, string>();
  private readonly caches = new Map<string, string>();

  private constructor(stack: Stack) {
    super(stack, ID);
    // A stack on its way back is not stopped, so where it is heading has to be known.
    const rights: Right[] = [{ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] }];
    const { serviceToken, isComplete } = makePatientProvider(this,
      { handler: 'beginFindings', description: 'Begins to ask what is weak about images', rights },
      { handler: 'completeFindings', description: 'Asks what is weak about images, until it is known', rights: [...rights, INSPECTOR] },
    );
    this.role = isComplete.ownRole;
    this.serviceToken = serviceToken;
    this.allow(['ecr:BatchGetImage', 'ecr:DescribeImageScanFindings', 'ecr:StartImageScan'], this.repositories);
  }

  /** Asks about images when the stack is deployed. Whoever runs them waits for what is returned. */
  public ask(scope: Construct, id: string, properties: FindingsProperties, repositories: readonly AskedRepository[]): CustomResource {
    repositories.forEach(({ repository }) => this.repositories.set(this.keyOf(repository), repository));
    repositories.filter(({ cached }) => cached).forEach(({ repository }) => this.fill(repository));
    const gate = new CustomResource(scope, id, {
      serviceToken: this.serviceToken, resourceType: FINDINGS_RESOURCES.gate, serviceTimeout: PATIENCE, properties: { ...properties },
    });
    // The functions stay as they are when there is another repository, so what they may do is waited for by itself.
    gate.node.addDependency(this.role);
    return gate;
  }

  /** What is in a cache only when somebody has asked for it is asked for here, before the workload does. */
  private fill(repository: string): void {
    if (this.caches.size === 0) {
      this.allow([...FILL_CACHES], this.caches);
    }
    this.caches.set(this.keyOf(repository), repository);
  }

  /** Each name is written anew with tokens of its own; what they stand for is the same. */
  private keyOf(repository: string): string {
    return JSON.stringify(Stack.of(this).resolve(repository));
  }

  /** One statement for all repositories: those of more workloads are added to it, and not one after the other. */
  private allow(actions: string[], repositories: ReadonlyMap<string, string>): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources: Lazy.list({ produce: () => [...repositories.values()] }) }));
  }
}

const ID = 'ContainerImageFindings';

const INSPECTOR: Right = {
  actions: ['inspector2:ListCoverage', 'inspector2:ListFindings'],
  resources: ['*'],
  because: 'Enhanced scanning keeps what it finds in Amazon Inspector, whose findings have no names that a policy could say.',
};
