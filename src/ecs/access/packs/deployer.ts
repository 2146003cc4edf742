import { STEERS, STEERS_CODEDEPLOY } from './operator';
import { PackRules, together } from './pack-rules';
import { VIEWER } from './viewer';
import { and, Rule } from '../rule';
import { Scope } from '../scope';
import { Subject } from '../subject';

/** What brings other versions: revisions of the workloads' task definitions, with the workloads' own roles. */
export const DEPLOYS: PackRules = {
  base: ({ scope }) => [
    {
      actions: ['ecs:TagResource'],
      resources: [...scope.ofCluster('task'), ...scope.ofServices('service')],
      conditions: and(scope.notMistagging, { StringEquals: { 'ecs:CreateAction': ['CreateService', 'RunTask'] } }),
    },
  ],

  each: ({ scope }, workloads) => bringsVersions(scope, scope.families(workloads)),
};

/** What versions are made of besides: the workloads' own roles, handed to tasks and to nothing else. */
export const PASSES: PackRules = {
  base: () => [],
  each: (_, workloads) => [
    {
      actions: ['iam:PassRole'],
      resources: workloads.flatMap(({ taskRole, executionRole }) => [taskRole.roleArn, executionRole.roleArn]),
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    ...deploysWithCodeDeploy(workloads),
  ],
};

/** A viewer who deploys without CloudFormation, and operates. */
export const DEPLOYER: PackRules = together(VIEWER, STEERS, STEERS_CODEDEPLOY, DEPLOYS, PASSES);

function bringsVersions(scope: Scope, families: readonly string[]): Rule[] {
  return families.length === 0 ? [] : [
    { actions: ['ecs:RegisterTaskDefinition'], resources: families },
    {
      actions: ['ecs:TagResource'],
      resources: families,
      conditions: and(scope.notMistagging, { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } }),
    },
    { actions: ['ecs:RunTask'], resources: families, conditions: scope.inCluster },
    {
      actions: ['ecs:UpdateService'],
      resources: scope.ofServices('service'),
      conditions: and(scope.tagged, { ArnLike: { 'ecs:task-definition': families } }),
    },
    {
      actions: ['ecs:CreateService'],
      resources: scope.ofServices('service'),
      conditions: and(scope.tagging, { ArnLike: { 'ecs:task-definition': families } }),
    },
  ];
}

function deploysWithCodeDeploy(workloads: readonly Subject[]): Rule[] {
  const groups = workloads.flatMap(({ deploymentGroup }) => deploymentGroup ? [deploymentGroup] : []);
  return groups.length === 0 ? [] : [
    { actions: ['codedeploy:CreateDeployment'], resources: groups.map(group => group.deploymentGroupArn) },
    { actions: ['codedeploy:RegisterApplicationRevision'], resources: groups.map(group => group.application.applicationArn) },
    { actions: ['codedeploy:GetDeploymentConfig'], resources: ['*'] },
  ];
}

/** The roles of the bootstrap stack with which the CDK deploys. */
export function cdkDeploy(roleArns: readonly string[]): PackRules {
  return { base: () => [{ actions: ['sts:AssumeRole'], resources: roleArns }], each: () => [] };
}
