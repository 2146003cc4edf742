/** A job that runs during the deployment of a release, which goes on only when the job has ended well. */
import * as iam from 'aws-cdk-lib/aws-iam';
import { CustomResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { explain, Right, rightsToRun, tasksOf } from './rights';
import { RunTaskRequest } from './run';
import { ReleaseProperties } from '../../functions';
import { JobSpec, ReleaseTrigger, WorkloadSpec } from '../../model';
import { everythingFor } from '../../platform';
import { ReleaseRunner } from '../../rollout';
import { waysOut } from '../capacity/ways-out';
import { EcsGround } from '../ground';
import { streamsOf } from '../logging';
import { ecsOptions } from '../options';
import { placementOf } from '../service';
import { RenderedTask } from '../task';

/** What has been made of a job that is to run during a deployment. */
export interface ReleaseParts {
  readonly platform: EcsGround;
  readonly spec: WorkloadSpec & { readonly job: JobSpec };
  readonly trigger: ReleaseTrigger;
  readonly task: RenderedTask;
  readonly request: RunTaskRequest;
}

export function renderRelease(scope: Construct, parts: ReleaseParts): CustomResource {
  const { platform, spec, task } = parts;
  const runnable = { scope, cluster: platform.cluster, ...task };
  const rights = [...rightsToRun(runnable), ...rightsToWatch(scope, parts)];
  const { release, rights: policy } = ReleaseRunner.of(scope).run(scope, propertiesOf(parts), rights.map(right => new iam.PolicyStatement(right)));
  explain(policy, rights);
  release.node.addDependency(
    everythingFor({ scope, waiting: release, roles: [task.taskRole, task.executionRole], securityGroups: task.network.groups }),
    ...task.volumes.ready,
    // Subnets are there before anything leads out of them.
    ...waysOut(platform.network, platform.network.vpc.selectSubnets(placementOf(platform, spec, task.network).subnets).subnets),
    ...(ecsOptions(spec).capacity ?? platform.capacity).flatMap(choice => platform._pools.of(choice).ready),
  );
  return release;
}

function propertiesOf({ spec, trigger, task, request }: ReleaseParts): ReleaseProperties {
  const [{ containerName: container }, ...beside] = task.containers;
  const others = beside.filter(({ essential }) => essential).map(({ containerName }) => containerName);
  const { capacityProviderStrategy, networkConfiguration, placementConstraints, placementStrategy } = request;
  return {
    cluster: request.cluster,
    family: task.taskDefinition.family,
    taskDefinition: request.taskDefinition,
    container,
    timeoutMinutes: `${spec.job.timeout!.toMinutes({ integral: false })}`,
    network: networkConfiguration && {
      ...networkConfiguration.awsvpcConfiguration,
      subnets: [...networkConfiguration.awsvpcConfiguration.subnets],
      securityGroups: [...networkConfiguration.awsvpcConfiguration.securityGroups],
    },
    launchType: request.launchType,
    capacityProviders: capacityProviderStrategy?.map(({ capacityProvider, weight, base = 0 }) => ({ capacityProvider, weight: `${weight}`, base: `${base}` })),
    placementConstraints: placementConstraints as ReleaseProperties['placementConstraints'],
    placementStrategy: placementStrategy as ReleaseProperties['placementStrategy'],
    logGroup: task.logGroup?.logGroupName,
    logStreams: task.logGroup && streamsOf(spec, container),
    exec: spec.exec ? 'true' : undefined,
    essential: others.length > 0 ? others : undefined,
    undoCommand: trigger.undoCommand && [...trigger.undoCommand],
  };
}

function rightsToWatch(scope: Construct, { platform: { cluster }, task: { taskDefinition, logGroup } }: ReleaseParts): Right[] {
  const conditions = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
  const revisions = Stack.of(scope).formatArn({ service: 'ecs', resource: 'task-definition', resourceName: `${taskDefinition.family}:*` });
  return [
    // Which tasks there are can be limited to a cluster only.
    { actions: ['ecs:ListTasks'], resources: ['*'], conditions },
    { actions: ['ecs:DescribeTasks', 'ecs:StopTask'], resources: [tasksOf(scope, cluster)], conditions },
    // What has been run is remembered where it can be run again.
    { actions: ['ecs:TagResource', 'ecs:ListTagsForResource'], resources: [revisions] },
    ...logGroup ? [{ actions: ['logs:GetLogEvents'], resources: [logGroup.logGroupArn] }] : [],
  ];
}
