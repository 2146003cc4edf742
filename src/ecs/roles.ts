import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { asTold } from '../private/as-told';

const OWN_POLICY = 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.';

/**
 * The identity of the code in the containers. It starts with no permission at all.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function makeTaskRole(scope: Construct, name: string): iam.Role {
  const role = new iam.Role(scope, 'TaskRole', {
    description: `What the code of ${name} may do`,
    assumedBy: tasks(),
  });
  acknowledge(role, 'IAMNoInlinePolicy', OWN_POLICY);
  return role;
}

/**
 * The role with which ECS prepares a task: pulls the images, reads the secrets, writes the logs.
 *
 * Its statements are part of the role itself: one resource fewer, and never a task that starts before its policy is
 * attached. That is possible because only this library adds to it; a policy that users add to could close a circle.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export class ExecutionRole extends iam.Role {
  private readonly document = new iam.PolicyDocument();
  private pulls = false;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id, {
      description: `Prepares the tasks of ${name}: images, secrets, logs`,
      assumedBy: tasks(),
    });
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.explain(statement);
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }

  private explain({ actions, resources }: iam.PolicyStatement): void {
    if (this.document.isEmpty) {
      (this.node.defaultChild as iam.CfnRole).policies = [{ policyName: 'Execution', policyDocument: this.document }];
      acknowledge(this, 'IAMNoInlinePolicy', OWN_POLICY);
    }
    if (actions.includes('ecr:GetAuthorizationToken') && !this.pulls) {
      this.pulls = true;
      acknowledge(this, 'AwsSolutions-IAM5[Resource::*]', 'ecr:GetAuthorizationToken cannot be limited to a resource; the images themselves are limited to their repositories.');
    }
    if (actions.every(action => action.startsWith('logs:'))) {
      resources.map(resource => asTold(this, resource)).filter(resource => resource.endsWith(':*')).forEach(resource =>
        acknowledge(this, `AwsSolutions-IAM5[Resource::${resource}]`, 'The right to write to a log group is the right to write to its streams, whose names end in the id of a task.'));
    }
  }
}

/** Only tasks of this account and region may take on the role, not another customer's by way of ECS. */
function tasks(): iam.IPrincipal {
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      // In one intrinsic function, which is shorter by half than the join of five tokens that the CDK would write.
      ArnLike: { 'aws:SourceArn': Fn.sub('arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:*') },
    },
  });
}
