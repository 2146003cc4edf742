import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import { Stack } from 'aws-cdk-lib/core';
import { UNEXPECTED, UNWELL } from './unexpected-stops';

/** A kind of event of ECS that is worth keeping. */
export interface EventKind {
  /** Id of the rule. */
  readonly id: string;
  readonly title: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, readonly unknown[]>>;
  /** Whether another kind keeps the same events. */
  readonly keptByOther?: boolean;
  /** Whether events of the kind say of which cluster they are. The others name the service. */
  readonly knowsCluster: boolean;
  /** What people are told, line by line. Kinds without are only kept. */
  readonly message?: (clusterName: string) => string[];
}

const REGION = events.EventField.fromPath('$.region');
const SERVICE = events.EventField.fromPath('$.resources[0]');
const EVENT = events.EventField.fromPath('$.detail.eventName');
const REASON = events.EventField.fromPath('$.detail.reason');

const TASK = events.EventField.fromPath('$.detail.taskArn');
const GROUP = events.EventField.fromPath('$.detail.group');
const CODE = events.EventField.fromPath('$.detail.stopCode');
const STOPPED_BECAUSE = events.EventField.fromPath('$.detail.stoppedReason');
const CONTAINER = events.EventField.fromPath('$.detail.containers[0].name');
const EXIT = events.EventField.fromPath('$.detail.containers[0].exitCode');
const EXITED_BECAUSE = events.EventField.fromPath('$.detail.containers[0].reason');

/** Shows how all containers of a task ended, for as long as ECS remembers it. */
function lookAtTask(clusterName: string): string {
  return `See: aws ecs describe-tasks --region ${REGION} --cluster ${clusterName} --tasks ${TASK} --query 'tasks[0].containers[].[name,exitCode,reason]'`;
}

/** Shows what ECS says about a service, newest first. */
function look(clusterName: string): string {
  return `See: aws ecs describe-services --region ${REGION} --cluster ${clusterName} --services ${SERVICE} --query 'services[0].events[:10]'`;
}

export const EVENT_KINDS: readonly EventKind[] = [
  {
    id: 'StoppedTasks',
    title: 'Tasks that stopped',
    detailType: 'ECS Task State Change',
    detail: { lastStatus: ['STOPPED'] },
    knowsCluster: true,
  },
  {
    // Of services only: tasks of jobs are meant to end, and those who start them are told how.
    id: 'TaskTrouble',
    title: 'Tasks of services that ended though nobody had asked for it',
    detailType: 'ECS Task State Change',
    detail: { lastStatus: ['STOPPED'], group: [{ prefix: 'service:' }], $or: [{ stopCode: UNEXPECTED }, { stoppedReason: [{ prefix: UNWELL }] }] },
    keptByOther: true,
    knowsCluster: true,
    message: clusterName => [
      `Task ended unasked: ${GROUP} in ${clusterName}`,
      `Reason: ${CODE}: ${STOPPED_BECAUSE}`,
      `First container: ${CONTAINER}, exit code ${EXIT} ${EXITED_BECAUSE}`,
      lookAtTask(clusterName),
    ],
  },
  {
    id: 'ServiceTrouble',
    title: 'Services in trouble',
    detailType: 'ECS Service Action',
    detail: { eventType: ['WARN', 'ERROR'] },
    knowsCluster: true,
    message: clusterName => [`Service in trouble: ${EVENT} of ${SERVICE}`, `Reason: ${REASON}`, look(clusterName)],
  },
  {
    id: 'FailedDeployments',
    title: 'Deployments that failed',
    detailType: 'ECS Deployment State Change',
    detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    knowsCluster: false,
    message: clusterName => [`Deployment failed: ${SERVICE}`, `Reason: ${REASON}`, look(clusterName)],
  },
];

/** Events of the kind in one cluster. */
export function patternOf({ detailType, detail, knowsCluster }: EventKind, cluster: ecs.ICluster): events.EventPattern {
  const services = Stack.of(cluster).formatArn({ service: 'ecs', resource: 'service', resourceName: `${cluster.clusterName}/*` });
  return {
    source: ['aws.ecs'],
    detailType: [detailType],
    ...knowsCluster
      ? { detail: { clusterArn: [cluster.clusterArn], ...detail } }
      : { resources: [{ wildcard: services }] as unknown as string[], detail },
  };
}
