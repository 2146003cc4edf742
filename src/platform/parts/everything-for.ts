import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';

/** Whose way is to be free before it begins. */
export interface Beginner {
  /** What was made for it. */
  readonly scope: Construct;
  /** What of that waits. */
  readonly waiting: IConstruct;
  readonly roles: readonly iam.IRole[];
  readonly securityGroups: readonly ec2.ISecurityGroup[];
}

/**
 * Whatever was made for a run, whenever it was, and wherever it is: a run needs its permissions and its way through the network from its
 * first moment, while a service would only start again.
 *
 * What others have given it is found when the app is put together: rules of security groups that let it in, and policies of its
 * roles. Those of other stacks are left out, because stacks that give something wait for those that take it, or the other way round.
 */
export function everythingFor({ scope, waiting, roles, securityGroups }: Beginner): IDependable {
  const dependable: IDependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots(): IConstruct[] {
      const stack = Stack.of(scope);
      const told = (value: unknown): string => JSON.stringify(stack.resolve(value)) ?? '';
      const names = roles.map(({ roleName }) => told(roleName));
      const groups = securityGroups.map(({ securityGroupId }) => told(securityGroupId));
      const isPolicy = (construct: IConstruct) => (construct instanceof iam.CfnPolicy || construct instanceof iam.CfnManagedPolicy)
        && names.some(name => told(construct.roles).includes(name));
      const isRule = (construct: IConstruct) =>
        construct instanceof ec2.CfnSecurityGroupIngress && groups.includes(told(construct.sourceSecurityGroupId))
        || construct instanceof ec2.CfnSecurityGroup && groups.some(group => told(construct.securityGroupIngress).includes(group));
      const isOwn = (construct: IConstruct) => construct.node.scopes.includes(scope);
      return [
        ...scope.node.children.filter(child => child !== waiting && !isQuestion(child)),
        ...stack.node.findAll().filter(construct => !isOwn(construct) && Stack.of(construct) === stack && (isPolicy(construct) || isRule(construct))),
      ];
    },
  });
  return dependable;
}

/** Nobody who runs asks the questions that are saved about a log. */
function isQuestion({ node }: IConstruct): boolean {
  const resources = node.findAll().filter(child => CfnResource.isCfnResource(child));
  return resources.length > 0 && resources.every(resource => resource instanceof logs.CfnQueryDefinition);
}
