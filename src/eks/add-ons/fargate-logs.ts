import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { logRights } from './agents';
import { logGroupName, LogGroups } from './logs';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import type { EksGround } from '../ground';
import { applyObject } from '../manifest';

/**
 * Agents do not run on Fargate, which has a router for logs built in instead: it looks for its settings under this name. It
 * sends to where the agents send, with the rights of the profile's role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
 */
export function routeFargateLogs(scope: Construct, ground: EksGround, groups: LogGroups): void {
  const { clusterName, _nodes: nodes } = ground;
  const namespace = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'aws-observability', labels: { 'aws-observability': 'enabled' } },
  });
  const settings = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'aws-logging', namespace: 'aws-observability' },
    data: {
      'flb_log_cw': 'false',
      'filters.conf': lines('FILTER', {
        Name: 'kubernetes', Match: 'kube.*', Merge_Log: 'On', Merge_Log_Key: 'log_processed', Buffer_Size: '0', Kube_Meta_Cache_TTL: '300s',
      }),
      'output.conf': lines('OUTPUT', {
        Name: 'cloudwatch_logs',
        Match: 'kube.*',
        region: Stack.of(scope).region,
        log_group_name: logGroupName(clusterName, 'application'),
        log_stream_prefix: 'fargate-',
        auto_create_group: 'false',
      }),
    },
  });
  settings.node.addDependency(namespace, ...Object.values(groups));
  for (const { spec, made: { role }, scope: place } of nodes) {
    if (spec.kind === 'fargate' && role) {
      letLog(place, role, clusterName);
    }
  }
}

function letLog(place: Construct, role: iam.Role, clusterName: string): void {
  const policy = new iam.Policy(place, 'Logs', { roles: [role] });
  for (const { actions, resources, because } of logRights(place, clusterName)) {
    policy.addStatements(new iam.PolicyStatement({ actions, resources }));
    resources.forEach(resource => acknowledge(policy, `AwsSolutions-IAM5[Resource::${asTold(place, resource)}]`, because!));
  }
  acknowledge(policy, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
}

function lines(section: string, entries: Record<string, string>): string {
  return [`[${section}]`, ...Object.entries(entries).map(([name, value]) => `    ${name} ${value}`), ''].join('\n');
}
