/**
 * What the tasks of a workload consist of, whatever starts them: a service that keeps them running, a schedule, a release.
 */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { imagesOf, renderContainers } from './containers';
import { EcsGround } from './ground';
import { allowRouting, keepsOutput, makeLogGroup } from './logging';
import { ExecutionRole, makeTaskRole } from './roles';
import { saveTaskQueries } from './saved-queries';
import { makeTaskDefinition } from './task-definition';
import { TaskNetwork } from './task-network';
import { RenderedVolumes, renderVolumes } from './volumes';
import { WorkloadSpec } from '../model';
import { allow, cachesOf, gateImages, RenderedExposure, RenderedListener, renderTelemetry } from '../platform';

/** Every construct of a task, with its type. */
export interface RenderedTask {
  readonly taskRole: iam.Role;
  readonly executionRole: iam.Role;
  /** Where the output of the containers is, if it is in a log group. */
  readonly logGroup?: logs.ILogGroup;
  /** What a router says of itself, where the output is somewhere else. */
  readonly routerLogGroup?: logs.ILogGroup;
  readonly metricsLogGroup?: logs.LogGroup;
  readonly network: TaskNetwork;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly volumes: RenderedVolumes;
  /** Questions about that output. */
  readonly savedQueries: logs.CfnQueryDefinition[];
  /** The main one first. */
  readonly containers: ecs.ContainerDefinition[];
  /** How others get to them. */
  readonly ways: RenderedWays;
}

/** The ways in to tasks, by the kind of their load balancers. */
export interface RenderedWays {
  readonly exposures: readonly RenderedExposure[];
  readonly listeners: readonly RenderedListener[];
}

/** Makes the ways in, once it is known where in the network these are. */
export type WaysIn = (network: TaskNetwork) => RenderedWays;

export function renderTask(
  scope: Construct, platform: EcsGround, spec: WorkloadSpec, waysIn: WaysIn = () => ({ exposures: [], listeners: [] }),
): RenderedTask {
  const taskRole = makeTaskRole(scope, spec.name);
  allow(taskRole, spec.permissions);
  const executionRole = new ExecutionRole(scope, 'ExecutionRole', spec.name);
  const logGroup = makeLogGroup(scope, platform, spec.logging);
  allowRouting(taskRole, spec.logging, logGroup);
  const telemetry = renderTelemetry(scope, platform, spec, taskRole);
  const network = TaskNetwork.of(spec, platform);
  const taskDefinition = makeTaskDefinition(scope, spec, taskRole, executionRole, network.launchType);
  const ways = waysIn(network);
  network.open(scope, ways);
  const volumes = renderVolumes(scope, spec, { platform, taskDefinition, network });
  taskDefinition.node.addDependency(...cachesOf(scope, platform.imageRegistry, spec));
  const containers = [...renderContainers(scope, spec, taskDefinition, logGroup, telemetry).values()];
  taskDefinition.node.addDependency(...gateImages(scope, spec, imagesOf(containers), platform.imageRegistry));
  const output = keepsOutput(spec.logging) ? logGroup : undefined;
  const savedQueries = saveTaskQueries(scope, platform, spec, output);
  const kept = { logGroup: output, routerLogGroup: output ? undefined : logGroup, metricsLogGroup: telemetry.metricsLogGroup };
  return { taskRole, executionRole, ...kept, savedQueries, network, taskDefinition, volumes, containers, ways };
}
