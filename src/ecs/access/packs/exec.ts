import { PackRules } from './pack-rules';
import { EcsExecOptions } from '../options';
import { and, Conditions } from '../rule';

/** Shells, in whose containers and by whom. */
export function opensShells({ containers, sessionNames }: EcsExecOptions): PackRules {
  const person: Conditions | undefined = and(
    containers && { StringEquals: { 'ecs:container-name': containers } },
    sessionNames && { StringLike: { 'aws:userid': sessionNames.map(name => `*:${name}`) } },
  );
  return {
    base: ({ scope }) => [
      // IAM asks about both, the cluster and the task.
      { actions: ['ecs:ExecuteCommand'], resources: [scope.clusterArn], conditions: person },
      { actions: ['ecs:ExecuteCommand'], resources: scope.ofCluster('task'), conditions: and(person, scope.ofTasks) },
    ],
    each: () => [],
  };
}

/** What shells need, and that there is no other way to one. */
export const SESSIONS: PackRules = {
  base: ({ scope, shellKeys }) => [
    { actions: ['kms:GenerateDataKey'], resources: shellKeys },
    // A session that ECS does not know of would not be recorded, and not be limited to containers.
    { effect: 'Deny', actions: ['ssm:StartSession'], resources: [scope.anywhere('task')] },
  ],
  each: () => [],
};
