import * as iam from 'aws-cdk-lib/aws-iam';
import { CustomResource, Duration, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { FINDINGS_RESOURCES, FindingsProperties, HandlerFunction, makeProvider } from '../../functions';

/** Longer than the handlers wait for anything, so that CloudFormation hears their reason. */
const TIMEOUT = Duration.hours(1);

const ID = 'ContainerImageFindings';

/**
 * Asks ECR about images during a deployment, and makes it fail where too much was found. One for each stack, for all of its workloads;
 * it may look into exactly the repositories that their images are in.
 */
export class FindingsProvider extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): FindingsProvider {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as FindingsProvider | undefined ?? new FindingsProvider(stack);
  }

  private readonly serviceToken: string;
  private readonly role: iam.Role;
  private readonly repositories = new Set<string>();

  private constructor(stack: Stack) {
    super(stack, ID);
    // A stack on its way back is not stopped, so where it is heading has to be known.
    const rights = [{ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] }];
    const make = (id: string, handler: string, description: string, more: typeof rights & { because?: string }[] = []) =>
      new HandlerFunction(this, id, { handler, description, timeout: Duration.minutes(2), rights: [...rights, ...more] });
    const onEvent = make('OnEvent', 'beginFindings', 'Begins to ask what is weak about images');
    const isComplete = make('IsComplete', 'completeFindings', 'Asks what is weak about images, until it is known', [{
      actions: ['inspector2:ListCoverage', 'inspector2:ListFindings'],
      resources: ['*'],
      because: 'Enhanced scanning keeps what it finds in Amazon Inspector, which cannot tell one finding from another in a policy.',
    }]);
    this.role = isComplete.ownRole;
    this.allow(['ecr:BatchGetImage', 'ecr:DescribeImageScanFindings', 'ecr:StartImageScan'], this.repositories);
    this.serviceToken = makeProvider(this, { onEvent, isComplete }).serviceToken;
  }

  /** Asks about images when the stack is deployed. Whoever runs them waits for what is returned. */
  public ask(scope: Construct, id: string, properties: FindingsProperties, repositories: readonly string[]): CustomResource {
    repositories.forEach(repository => this.repositories.add(repository));
    const gate = new CustomResource(scope, id, {
      serviceToken: this.serviceToken, resourceType: FINDINGS_RESOURCES.gate, serviceTimeout: TIMEOUT, properties: { ...properties },
    });
    // The functions stay as they are when there is another repository, so what they may do is waited for by itself.
    gate.node.addDependency(this.role);
    return gate;
  }

  /** One statement for all repositories: those of more workloads are added to it, and not one after the other. */
  private allow(actions: string[], repositories: ReadonlySet<string>): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources: Lazy.list({ produce: () => [...repositories] }) }));
  }
}
