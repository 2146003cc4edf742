import { PackRules } from './pack-rules';
import { EcsDenial, EcsDenyOptions } from '../options';
import { and, Rule } from '../rule';
import { Scope } from '../scope';

const SERVICES = [
  'CreateService', 'UpdateService', 'DeleteService', 'UpdateServicePrimaryTaskSet', 'StopServiceDeployment', 'ContinueServiceDeployment',
  'CreateExpressGatewayService', 'UpdateExpressGatewayService', 'DeleteExpressGatewayService',
].map(ecs);
const TASK_SETS = ['CreateTaskSet', 'UpdateTaskSet', 'DeleteTaskSet'].map(ecs);
/** One that is being created has no tags yet. */
const TAGGED_TASK_SETS = TASK_SETS.filter(action => action !== 'ecs:CreateTaskSet');
const TASKS = ['StopTask', 'UpdateTaskProtection'].map(ecs);
const CLUSTERS = [
  'CreateCluster', 'UpdateCluster', 'UpdateClusterSettings', 'DeleteCluster', 'PutClusterCapacityProviders', 'RegisterContainerInstance',
  'DeregisterContainerInstance',
].map(ecs);
const MACHINES = ['UpdateContainerInstancesState', 'UpdateContainerAgent', 'PutAttributes', 'DeleteAttributes'].map(ecs);
const STARTS = ['RunTask', 'StartTask'].map(ecs);
const FAMILIES = ['RegisterTaskDefinition', 'DeleteTaskDefinitions'].map(ecs);
const TAGS = ['TagResource', 'UntagResource'].map(ecs);
const SHELLS = ['ecs:ExecuteCommand'];
const CREATES = 'ecs:CreateService';

/**
 * No, whatever else a principal may do. Task definitions belong to no cluster: those of the scope are the workloads'.
 */
export function denies({ denied = EcsDenial.EVERYTHING, outside = false }: EcsDenyOptions): PackRules {
  const changes = denied !== EcsDenial.EXEC;
  const shells = denied !== EcsDenial.CHANGES;
  const tasks = [...changes ? TASKS : [], ...shells ? SHELLS : []];
  const deny = (rules: readonly Rule[]) => rules.map((rule): Rule => ({ ...rule, effect: 'Deny' }));
  return {
    base: ({ scope }) => deny([
      ...outside ? denyTasksElsewhere(scope, tasks) : [{ actions: tasks, resources: scope.ofCluster('task'), conditions: scope.ofTasks }],
      ...changes ? (outside ? denyChangesElsewhere(scope) : denyChanges(scope)) : [],
      // Shells that ECS does not know of belong to no service.
      ...shells ? [{ actions: ['ssm:StartSession'], resources: [scope.anywhere('task')] }] : [],
    ]),
    each: ({ scope }, workloads) => changes && !outside && isWhole(scope)
      ? deny([{ actions: FAMILIES, resources: scope.families(workloads) }]) : [],
  };
}

function isWhole(scope: Scope): boolean {
  return !scope.named && !scope.tagged;
}

function denyChanges(scope: Scope): Rule[] {
  const families = scope.named ? scope.families(scope.named) : [scope.anywhere('task-definition')];
  return [
    { actions: SERVICES, resources: scope.ofServices('service'), conditions: scope.tagged },
    { actions: scope.tagged ? TAGGED_TASK_SETS : TASK_SETS, resources: scope.ofServices('task-set'), conditions: scope.tagged },
    { actions: TAGS, resources: [...scope.ofServices('service'), ...scope.ofCluster('task')], conditions: scope.ofTasks },
    ...scope.tagged ? [{ actions: ['ecs:CreateService'], resources: scope.ofServices('service'), conditions: scope.tagging }] : [],
    ...isWhole(scope)
      ? [
        { actions: [...CLUSTERS, ...TAGS], resources: [scope.clusterArn] },
        { actions: [...MACHINES, ...TAGS], resources: scope.ofCluster('container-instance') },
        { actions: STARTS, resources: ['*'], conditions: scope.inCluster },
      ]
      : [
        { actions: STARTS, resources: families, conditions: and(scope.tagged, scope.inCluster) },
        { actions: [...FAMILIES, ...TAGS], resources: families, conditions: scope.tagged },
      ],
  ];
}

/** A tag that is missing is one that differs. */
function denyTasksElsewhere(scope: Scope, actions: readonly string[]): Rule[] {
  return [
    // IAM asks about the cluster as well before it opens a shell.
    { actions, notResources: [...scope.ofCluster('task'), scope.clusterArn] },
    ...scope.otherTasks.map(conditions => ({ actions, resources: scope.ofCluster('task'), conditions })),
  ];
}

function denyChangesElsewhere(scope: Scope): Rule[] {
  const outOfCluster = { ArnNotEquals: scope.inCluster.ArnEquals };
  const ownFamilies = scope.named && scope.families(scope.named);
  return [
    { actions: SERVICES, notResources: scope.ofServices('service', 'service-deployment') },
    { actions: TASK_SETS, notResources: scope.ofServices('task-set') },
    { actions: STARTS, resources: ['*'], conditions: outOfCluster },
    ...ownFamilies ? [{ actions: [...STARTS, ...FAMILIES], notResources: ownFamilies }] : [],
    ...isWhole(scope)
      ? [
        { actions: CLUSTERS, notResources: [scope.clusterArn] },
        { actions: MACHINES, notResources: scope.ofCluster('container-instance') },
        { actions: TAGS, notResources: [...ownParts(scope), scope.clusterArn, ...scope.ofCluster('container-instance'), scope.anywhere('task-definition')] },
      ]
      : [
        { actions: [...CLUSTERS, ...MACHINES], resources: ['*'] },
        { actions: TAGS, notResources: [...ownParts(scope), ...ownFamilies ?? [scope.anywhere('task-definition')]] },
        ...scope.otherTasks.map(conditions => ({ actions: TAGS, resources: scope.ofCluster('task'), conditions })),
      ],
    ...scope.otherwiseTagged.map(conditions => (
      { actions: SERVICES.filter(action => action !== CREATES), resources: scope.ofServices('service'), conditions })),
    ...scope.otherwiseTagged.map(conditions => ({ actions: STARTS, resources: ['*'], conditions })),
    ...scope.otherwiseTagging.map(conditions => ({ actions: [CREATES], resources: scope.ofServices('service'), conditions })),
  ];
}

function ownParts(scope: Scope): string[] {
  return [...scope.ofServices('service'), ...scope.ofCluster('task')];
}

function ecs(action: string): string {
  return `ecs:${action}`;
}
