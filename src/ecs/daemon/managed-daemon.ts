import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeManagedDefinition } from './managed-definition';
import { daemonOptions } from './options';
import { finding, refuse } from '../../findings';
import { WorkloadSpec } from '../../model';
import { allow, IWorkload, Offer, renderTelemetry } from '../../platform';
import { allowSessions } from '../exec';
import { EcsGround } from '../ground';
import { allowRouting, keepsOutput, makeLogGroup } from '../logging';
import { ExecutionRole, makeTaskRole } from '../roles';
import { saveTaskQueries } from '../saved-queries';
import { TaskNetwork } from '../task-network';
import { TaskParts, TaskPlacement } from '../task-placement';

/** Instances that are replaced at the same time where nothing is promised: what ECS does by itself, said so that it stays. */
const USUAL_PERCENT = 25;

/**
 * What a daemon has become on Managed Instances: every construct that was made for it, with its type. There is no service; on EC2
 * and external instances a daemon is an `EcsWorkload` like others.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons.html
 *
 * @example
 * declare const agent: DaemonService;
 *
 * EcsManagedDaemon.of(agent).daemon.addPropertyOverride('DeploymentConfiguration.DrainPercent', 10);
 */
export class EcsManagedDaemon extends TaskPlacement {
  /**
   * The managed daemon behind a workload. Throws when the workload is something else.
   *
   * @param workload for example a `DaemonService` on Managed Instances
   */
  public static of(workload: IWorkload): EcsManagedDaemon {
    const { placement } = workload;
    if (!(placement instanceof EcsManagedDaemon)) {
      refuse(workload, [finding('NotManagedDaemon', 'workload', { workload: workload.node.path })]);
    }
    return placement as EcsManagedDaemon;
  }

  /** @internal */
  public static _render(owner: Construct, platform: EcsGround, spec: WorkloadSpec): EcsManagedDaemon {
    return new EcsManagedDaemon(owner, platform, spec);
  }

  /** What keeps one copy on each instance. */
  public readonly daemon: ecs.CfnDaemon;

  /** What a copy consists of. */
  public readonly daemonTaskDefinition: ecs.CfnDaemonTaskDefinition;

  /** The network side of the daemon, which is that of the instances. */
  public readonly connections: ec2.Connections;

  /** Nothing leads to a daemon. */
  public readonly urls: string[] = [];

  /** @internal */
  protected override readonly _task: TaskParts;

  private constructor(private readonly owner: Construct, platform: EcsGround, private readonly spec: WorkloadSpec) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const taskRole = makeTaskRole(this, spec.name);
    allow(taskRole, spec.permissions);
    const executionRole = new ExecutionRole(this, 'ExecutionRole', spec.name);
    const logGroup = makeLogGroup(this, platform, spec.logging);
    allowRouting(taskRole, spec.logging, logGroup);
    const output = keepsOutput(spec.logging) ? logGroup : undefined;
    const telemetry = renderTelemetry(this, platform, spec, taskRole);
    const savedQueries = saveTaskQueries(this, platform, spec, output);
    const network = TaskNetwork.of(spec, platform);
    const { definition, containers, ready } = makeManagedDefinition(this, spec, {
      platform, network, taskRole, executionRole, logGroup, telemetry,
    });
    this.daemonTaskDefinition = definition;
    const kept = { logGroup: output, routerLogGroup: output ? undefined : logGroup, metricsLogGroup: telemetry.metricsLogGroup };
    this._task = { containers, taskRole, executionRole, savedQueries, ...kept };

    const options = daemonOptions(spec);
    const pools = (options.capacity ?? platform.capacity).map(choice => platform._pools.of(choice));
    this.daemon = new ecs.CfnDaemon(this, 'Daemon', {
      daemonName: Names.uniqueResourceName(this, { maxLength: 255, separator: '-' }),
      clusterArn: platform.cluster.clusterArn,
      capacityProviderArns: pools.map(({ providerName }) => Stack.of(this).formatArn({
        service: 'ecs', resource: 'capacity-provider', resourceName: providerName,
      })),
      daemonTaskDefinitionArn: definition.attrDaemonTaskDefinitionArn,
      deploymentConfiguration: renderDeployment(spec),
      enableEcsManagedTags: true,
      enableExecuteCommand: spec.exec,
      propagateTags: 'DAEMON',
    });
    if (options.critical !== undefined) {
      this.daemon.addPropertyOverride('Critical', options.critical);
    }
    this.daemon.node.addDependency(...pools.flatMap(pool => pool.ready), ...ready);
    if (spec.exec) {
      allowSessions(taskRole, platform.cluster);
    }
    this.connections = new ec2.Connections({ securityGroups: [...network.machines] });
  }

  /** @internal */
  public _offer(): Offer {
    refuse(this.owner, [finding('ManagedDaemonHasNoName', 'connectTo', { workload: this.spec.name })]);
    throw new Error('refused');
  }

  /** @internal */
  public _starts(): readonly Construct[] {
    return [this.daemon];
  }

  /** @internal */
  public _reach(): void {
    refuse(this.owner, [finding('ManagedDaemonKnowsNoNames', 'connectTo', { workload: this.spec.name })]);
  }
}

/** How a new version arrives: some instances at a time are drained and replaced by others that start with it. */
function renderDeployment(spec: WorkloadSpec): ecs.CfnDaemon.DaemonDeploymentConfigurationProperty {
  const { rollout } = spec;
  const promised = rollout.kind === 'rolling' ? rollout.minHealthyPercent : 0;
  const alarms = rollout.alarms.kind === 'given' ? rollout.alarms.alarms.map(({ value }) => (value as cloudwatch.IAlarm).alarmName) : [];
  return {
    drainPercent: promised > 0 ? 100 - promised : USUAL_PERCENT,
    bakeTimeInMinutes: daemonOptions(spec).bakeTime?.toMinutes() ?? 0,
    alarms: alarms.length > 0 ? { alarmNames: alarms, enable: true } : undefined,
  };
}
