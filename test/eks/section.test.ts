/** What a dashboard shows of workloads in Kubernetes. */
import { Template } from 'aws-cdk-lib/assertions';
import { web } from './support';
import { EksObservability } from '../../src/eks';
import { Rollout } from '../../src/vocabulary';
import { graphsIn, widgetsIn } from '../platform/observability/widgets';

const titles = (template: Template) => widgetsIn(template).map(({ type, properties }) => type === 'text' ? properties.markdown.split('\n')[0] : properties.title);

test('a platform shows its nodes and all workloads, a workload what its users see and its pods use', () => {
  expect(titles(web().template)).toEqual([
    '# Platform', 'Nodes', 'CPU of all workloads, of their nodes', 'Memory of all workloads, of their limits',
    '# api', 'Alarms', 'Requests', 'Failed requests', 'Slowest hundredth', 'Targets', 'CPU', 'Memory', 'Containers', 'Restarts',
  ]);
});

test('what nobody measures is not shown, and nothing alarms about it', () => {
  const { template } = web({}, { observability: EksObservability.logsOnly() });
  expect(titles(template)).toEqual(['# Platform', '# api', 'Alarms', 'Requests', 'Failed requests', 'Slowest hundredth', 'Targets']);
  expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).filter(id => /Memory|Restarts|Cpu/.test(id))).toEqual([]);
});

test('pods are found by the name of their workload', () => {
  const { Memory: { metrics: [metric] } } = graphsIn(web().template);
  expect(metric.slice(0, 8)).toEqual(['ContainerInsights', 'pod_memory_utilization_over_pod_limit', 'ClusterName', expect.any(String), 'Namespace', 'workloads', 'PodName', 'api']);
});

test('pods of versions that come and go are searched for, and nothing alarms about what has no lasting name', () => {
  const { template } = web({ rollout: Rollout.canary() });
  const { Memory: { metrics: [[found]], annotations } } = graphsIn(template);
  expect(found.expression).toMatch(/^SEARCH\('\{ContainerInsights,ClusterName,Namespace,PodName\} .* PodName=api MetricName="pod_memory_utilization_over_pod_limit"', 'Average'\)$/);
  expect(annotations).toBeUndefined();
  expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).map(id => /Api(?:Public)?(\w+)Alarm/.exec(id)![1]).sort())
    .toEqual(['Errors', 'Latency', 'NoneHealthy', 'Unhealthy']);
});

test('the logs of all containers are a link away', () => {
  const heading = widgetsIn(web().template).find(({ properties }) => properties.markdown?.startsWith('# api'))!.properties.markdown;
  expect(heading).toContain('[Logs](#logsV2:log-groups/log-group/$252Faws$252Fcontainerinsights$252F');
});
