import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { abortRollout, approveRollout, listRollouts, RolloutsOf } from './commands';
import { serviceArnPattern } from './service-name';
import { isSideBySide, WorkloadSpec } from '../../model';

/** Whose rollouts are told, and to whom. */
export interface NotificationParts {
  readonly spec: WorkloadSpec;
  readonly service: ecs.BaseService;
  readonly cluster: ecs.ICluster;
  /** Both where CodeDeploy deploys. */
  readonly deploymentGroup?: codedeploy.IEcsDeploymentGroup;
  readonly application?: codedeploy.IEcsApplication;
  readonly topic: sns.ITopic;
}

const REGION = '$.region';

/**
 * Tells people how the rollouts of a service go, with the commands that approve and abort them.
 *
 * EventBridge publishes. Topics made in the app allow it to; the policy of an imported one has to allow `sns:Publish` to
 * `events.amazonaws.com`. The key of an encrypted topic has to be a customer's own, and its policy has to allow `kms:Decrypt` and
 * `kms:GenerateDataKey*` to `events.amazonaws.com`: the key that AWS manages for SNS does not, and messages would be lost silently.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function notifyOfRollout(scope: Construct, parts: NotificationParts): void {
  if (parts.deploymentGroup && parts.application) {
    tellOfCodeDeploy(scope, parts, parts.application, parts.deploymentGroup);
  } else {
    tellOfEcs(scope, parts);
  }
}

function tellOfEcs(scope: Construct, { spec, service, cluster, topic }: NotificationParts): void {
  const region = events.EventField.fromPath(REGION);
  const arn = { wildcard: serviceArnPattern(service, cluster) } as unknown as string;
  const rollouts = (field: string): RolloutsOf => ({ engine: 'ecs', region, cluster: cluster.clusterName, service: events.EventField.fromPath(field) });

  tell(scope, 'RolloutNews', topic, {
    description: `A rollout of ${spec.name} begins, is over or is taken back`,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [arn],
      detail: { eventName: events.Match.prefix('SERVICE_DEPLOYMENT_') },
    },
  }, [
    `Rollout of ${spec.name}: ${events.EventField.fromPath('$.detail.eventName')}`,
    events.EventField.fromPath('$.detail.reason'),
    `See: ${listRollouts(rollouts('$.resources[0]'))}`,
    `Abort: ${abortRollout(rollouts('$.resources[0]'))}`,
  ]);
  if (asksSomebody(spec)) {
    const pause = { deployment: events.EventField.fromPath('$.detail.serviceDeploymentArn'), hook: events.EventField.fromPath('$.detail.hookId') };
    tell(scope, 'RolloutWaits', topic, {
      description: `A rollout of ${spec.name} waits for somebody`,
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Hook State Change'],
        detail: { eventName: ['HOOK_AWAITING_ACTION'], hookType: ['PAUSE'], serviceArn: [arn] },
      },
    }, [
      `Rollout of ${spec.name} waits at ${events.EventField.fromPath('$.detail.lifecycleStage')} until ${events.EventField.fromPath('$.detail.expiresAt')}`,
      'First deployments, and versions that come back when the stack is rolled back, go on by themselves.',
      `Approve: ${approveRollout(rollouts('$.detail.serviceArn'), pause)}`,
      `Abort: ${abortRollout(rollouts('$.detail.serviceArn'), pause)}`,
    ]);
  }
}

function tellOfCodeDeploy(
  scope: Construct, { spec, topic }: NotificationParts, application: codedeploy.IEcsApplication, group: codedeploy.IEcsDeploymentGroup,
): void {
  const of: RolloutsOf = {
    engine: 'codeDeploy',
    region: events.EventField.fromPath(REGION),
    application: application.applicationName,
    deploymentGroup: group.deploymentGroupName,
  };
  const known = { deployment: events.EventField.fromPath('$.detail.deploymentId') };
  const pattern = (...states: string[]): events.EventPattern => ({
    source: ['aws.codedeploy'],
    detailType: ['CodeDeploy Deployment State-change Notification'],
    detail: { application: [of.application], deploymentGroup: [of.deploymentGroup], state: states },
  });

  tell(scope, 'RolloutNews', topic, {
    description: `A rollout of ${spec.name} begins, is over or is taken back`,
    eventPattern: pattern('START', 'SUCCESS', 'FAILURE', 'STOP'),
  }, [
    `Rollout of ${spec.name}: ${events.EventField.fromPath('$.detail.state')} of ${known.deployment}`,
    `See: aws deploy get-deployment --region ${of.region} --deployment-id ${known.deployment}`,
    `Abort: ${abortRollout(of, known)}`,
  ]);
  if (asksSomebody(spec)) {
    tell(scope, 'RolloutWaits', topic, {
      description: `A rollout of ${spec.name} waits for somebody`,
      eventPattern: pattern('READY'),
    }, [
      `Rollout of ${spec.name} is ready to take the traffic: ${known.deployment}`,
      `Approve: ${approveRollout(of, known)}`,
      `Abort: ${abortRollout(of, known)}`,
    ]);
  }
}

function asksSomebody({ rollout }: WorkloadSpec): boolean {
  return isSideBySide(rollout) && rollout.approval !== undefined;
}

/** One line of text each; EventBridge puts every line in quotes, which is why no line has any. */
function tell(scope: Construct, id: string, topic: sns.ITopic, rule: events.RuleProps, lines: readonly string[]): void {
  const made = new events.Rule(scope, id, rule);
  made.addTarget(new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromMultilineText(lines.join('\n')) }));
  Annotations.of(made).acknowledgeWarning('@aws-cdk/aws-events:ruleUnresolvedEnvironment', 'EventBridge publishes to topics of its own region only.');
}
