/** All deployments by CodeDeploy, newest last. */
import { readAppSpec } from './app-spec';
import { Deployment, DeploymentOptions } from './deployment';
import { alarmsOf, Group, groupOf, rollbackEvents, shiftsOf } from './group';
import { run, takeBack } from './run';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';

export class CodeDeploy {
  private readonly deployments: Deployment[] = [];

  constructor(private readonly account: Account) {}

  public create(asked: JsonObject): Deployment {
    const { account } = this;
    const group = groupOf(account, asked.applicationName, asked.deploymentGroupName);
    if (String(asked.description ?? '').length > MAX_DESCRIPTION) { throw new ServiceError('DescriptionTooLongException', 'The description is too long.'); }
    const spec = readAppSpec(asked.revision);
    const config = String(asked.deploymentConfigName ?? group.config);
    shiftsOf(account, config);
    const active = this.activeOf(group);
    if (active) {
      throw new ServiceError('DeploymentLimitExceededException', `The Deployment Group '${group.name}' already has an active Deployment '${active.id}'`);
    }
    return this.start({
      group,
      spec,
      config,
      asked,
      revision: asked.revision,
      description: asked.description === undefined ? undefined : String(asked.description),
      creator: 'user',
      alarms: isObject(asked.overrideAlarmConfiguration) ? alarmsOf(capitals(asked.overrideAlarmConfiguration)) : group.alarms,
      rollsBackOn: isObject(asked.autoRollbackConfiguration) ? rollbackEvents(capitals(asked.autoRollbackConfiguration)) : group.rollsBackOn,
    });
  }

  public find(id: unknown): Deployment {
    const found = this.deployments.find(deployment => deployment.id === id);
    if (!found) { throw new ServiceError('DeploymentDoesNotExistException', `The deployment ${String(id)} could not be found`); }
    return found;
  }

  public all(): readonly Deployment[] {
    return this.deployments;
  }

  public activeOf(group: Group): Deployment | undefined {
    return this.deployments.find(deployment => !deployment.hasEnded && isOf(deployment, group));
  }

  public of(group: Group): Deployment[] {
    return this.deployments.filter(deployment => isOf(deployment, group));
  }

  private start(options: DeploymentOptions): Deployment {
    const deployment = new Deployment(this.account, options);
    this.deployments.push(deployment);
    this.account.agenda.spawn(async () => {
      if (options.takesBack) { return takeBack(this.account, deployment); }
      if (await run(this.account, deployment)) { this.rollBack(deployment); }
    });
    return deployment;
  }

  private rollBack(deployment: Deployment): void {
    const { group } = deployment.options;
    const before = this.of(group).filter(({ status }) => status === 'Succeeded').pop();
    const back = this.start({
      ...deployment.options,
      revision: before?.options.revision ?? deployment.options.revision,
      config: 'CodeDeployDefault.ECSAllAtOnce',
      description: undefined,
      creator: 'codeDeployRollback',
      alarms: [],
      rollsBackOn: [],
      takesBack: deployment,
    });
    deployment.rollback = { rollbackDeploymentId: back.id };
    back.rollback = { rollbackTriggeringDeploymentId: deployment.id };
  }
}

const MAX_DESCRIPTION = 256;

const isOf = ({ options: { group } }: Deployment, { application, name }: Group): boolean => group.application === application && group.name === name;

/** The API's words as a template has them. */
function capitals(value: JsonObject): JsonObject {
  const one = (item: unknown): unknown => Array.isArray(item) ? item.map(one) : isObject(item) ? capitals(item) : item;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key[0].toUpperCase()}${key.slice(1)}`, one(item)]));
}
