/**
 * What people type to see a rollout, to approve and to abort it: commands of the AWS CLI that need nothing filled in. None has a
 * double quote, which a message would show escaped.
 */

/** The rollouts of one service, by who moves the traffic. */
export type RolloutsOf = EcsRollouts | CodeDeployRollouts;

export interface EcsRollouts {
  readonly engine: 'ecs';
  readonly region: string;
  /** Names or ARNs. */
  readonly cluster: string;
  readonly service: string;
}

export interface CodeDeployRollouts {
  readonly engine: 'codeDeploy';
  readonly region: string;
  readonly application: string;
  readonly deploymentGroup: string;
}

/** A rollout that is known, so that it need not be looked for. */
export interface KnownRollout {
  /** ARN of the service deployment, or id of CodeDeploy's deployment. */
  readonly deployment: string;
  /** Id of the pause; CodeDeploy has none. */
  readonly hook?: string;
}

/** Everything CodeDeploy calls a deployment that is not over. */
const UNDER_WAY = 'Created Queued InProgress Baking Ready';

/** Shows the rollouts that are under way. */
export function listRollouts(of: RolloutsOf): string {
  return of.engine === 'ecs' ? `${ecsList(of)} --status PENDING IN_PROGRESS` : codeDeployList(of, UNDER_WAY);
}

/** Lets a rollout go on that waits for a person. */
export function approveRollout(of: RolloutsOf, known?: KnownRollout): string {
  if (of.engine === 'codeDeploy') {
    return `${continueCodeDeploy(of, known?.deployment ?? foundIn(codeDeployList(of, 'Ready')))} --deployment-wait-type READY_WAIT`;
  }
  return answer(of, 'CONTINUE', known);
}

/** Takes a rollout back, wherever it is. */
export function abortRollout(of: RolloutsOf, known?: KnownRollout): string {
  if (of.engine === 'codeDeploy') {
    return `aws deploy stop-deployment --region ${of.region} --deployment-id ${known?.deployment ?? foundIn(codeDeployList(of, UNDER_WAY))} --auto-rollback-enabled`;
  }
  return known?.hook !== undefined
    ? answer(of, 'ROLLBACK', known)
    : `aws ecs stop-service-deployment --region ${of.region} --service-deployment-arn ${known?.deployment ?? ecsFound(of)} --stop-type ROLLBACK`;
}

/** Ends the time in which the old version is kept. Only CodeDeploy knows how. */
export function skipBake(of: CodeDeployRollouts, known?: KnownRollout): string {
  return `${continueCodeDeploy(of, known?.deployment ?? foundIn(codeDeployList(of, 'InProgress Baking')))} --deployment-wait-type TERMINATION_WAIT`;
}

function answer(of: EcsRollouts, action: 'CONTINUE' | 'ROLLBACK', known?: KnownRollout): string {
  const go = (deployment: string, hook: string) =>
    `aws ecs continue-service-deployment --region ${of.region} --service-deployment-arn ${deployment} --hook-id ${hook} --action ${action}`;
  if (known?.hook !== undefined) {
    return go(known.deployment, known.hook);
  }
  const waiting = '--query \'serviceDeployments[0].lifecycleHookDetails[?status==`AWAITING_ACTION`].hookId | [0]\' --output text';
  return `deployment=${known?.deployment ?? ecsFound(of)} && `
    + `hook=$(aws ecs describe-service-deployments --region ${of.region} --service-deployment-arns $deployment ${waiting}) && `
    + go('$deployment', '$hook');
}

function ecsList({ region, cluster, service }: EcsRollouts): string {
  return `aws ecs list-service-deployments --region ${region} --cluster ${cluster} --service ${service}`;
}

function ecsFound(of: EcsRollouts): string {
  return `$(${listRollouts(of)} --query 'serviceDeployments[0].serviceDeploymentArn' --output text)`;
}

function codeDeployList({ region, application, deploymentGroup }: CodeDeployRollouts, statuses: string): string {
  return `aws deploy list-deployments --region ${region} --application-name ${application} --deployment-group-name ${deploymentGroup} --include-only-statuses ${statuses}`;
}

function foundIn(list: string): string {
  return `$(${list} --query 'deployments[0]' --output text)`;
}

function continueCodeDeploy({ region }: CodeDeployRollouts, deployment: string): string {
  return `aws deploy continue-deployment --region ${region} --deployment-id ${deployment}`;
}
