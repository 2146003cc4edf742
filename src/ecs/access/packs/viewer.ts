import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { PackRules } from './pack-rules';
import { Rule } from '../rule';

/** What cannot be limited: IAM knows no resource for it, or lists everything before it filters. */
const ANYWHERE = [
  'ecs:DescribeTaskDefinition', 'ecs:ListClusters', 'ecs:ListTaskDefinitionFamilies', 'ecs:ListTaskDefinitions',
  'application-autoscaling:DescribeScalableTargets', 'application-autoscaling:DescribeScalingActivities',
  'application-autoscaling:DescribeScalingPolicies', 'application-autoscaling:DescribeScheduledActions',
  'cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmsForMetric',
  'cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:ListMetrics',
  'elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetGroupAttributes', 'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'logs:DescribeLogGroups', 'logs:DescribeQueryDefinitions', 'logs:StopQuery',
];

export const READS_LOGS = [
  'logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:GetLogGroupFields', 'logs:GetLogRecord',
  'logs:GetQueryResults', 'logs:StartLiveTail', 'logs:StartQuery',
];

/** Sees services, tasks, deployments, machines, logs and metrics. Sees variables too: they are part of task definitions. */
export const VIEWER: PackRules = {
  base: ({ scope, eventLogs }) => [
    { actions: ANYWHERE, resources: ['*'] },
    { actions: ['ecs:DescribeCapacityProviders'], resources: [scope.anywhere('capacity-provider')] },
    {
      actions: ['ecs:DescribeClusters', 'ecs:ListAttributes', 'ecs:ListContainerInstances', 'ecs:ListTagsForResource'],
      resources: [scope.clusterArn],
    },
    { actions: ['ecs:ListServices', 'ecs:ListTasks'], resources: ['*'], conditions: scope.inCluster },
    { actions: ['ecs:DescribeContainerInstances', 'ecs:ListTagsForResource'], resources: scope.ofCluster('container-instance') },
    {
      actions: ['ecs:DescribeTasks', 'ecs:GetTaskProtection', 'ecs:ListTagsForResource'],
      resources: scope.ofCluster('task'),
      conditions: scope.ofTasks,
    },
    {
      actions: [
        'ecs:DescribeServices', 'ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments', 'ecs:DescribeServiceRevisions',
        'ecs:ListTagsForResource',
      ],
      resources: scope.ofServices('service'),
      conditions: scope.tagged,
    },
    // IAM asks about the service as well, which is where the tags are.
    { actions: ['ecs:DescribeServiceDeployments'], resources: scope.ofServices('service-deployment') },
    { actions: ['ecs:DescribeServiceRevisions'], resources: scope.ofServices('service-revision') },
    { actions: ['ecs:DescribeTaskSets'], resources: scope.ofServices('task-set'), conditions: scope.tagged },
    { actions: READS_LOGS, resources: eventLogs },
  ],

  each: (_, workloads): Rule[] => [
    { actions: READS_LOGS, resources: workloads.flatMap(({ logGroup }) => logGroup ? [logGroup.logGroupArn] : []) },
    ...seesCodeDeploy(workloads.flatMap(({ deploymentGroup }) => deploymentGroup ? [deploymentGroup] : [])),
  ],
};

function seesCodeDeploy(groups: readonly codedeploy.IEcsDeploymentGroup[]): Rule[] {
  return groups.length === 0 ? [] : [
    { actions: ['codedeploy:BatchGetDeploymentTargets', 'codedeploy:GetDeploymentTarget', 'codedeploy:ListDeploymentTargets'], resources: ['*'] },
    {
      actions: ['codedeploy:BatchGetDeployments', 'codedeploy:GetDeployment', 'codedeploy:GetDeploymentGroup', 'codedeploy:ListDeployments'],
      resources: groups.map(group => group.deploymentGroupArn),
    },
    {
      actions: ['codedeploy:GetApplication', 'codedeploy:GetApplicationRevision', 'codedeploy:ListApplicationRevisions', 'codedeploy:ListDeploymentGroups'],
      resources: groups.map(group => group.application.applicationArn),
    },
  ];
}

