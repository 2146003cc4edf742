/** A worker on EKS: the same queue, and copies that are counted by whoever can see it. */
import { Template } from 'aws-cdk-lib/assertions';
import { ground, objects } from './support';
import { WorkerService, WorkerServiceProps } from '../../src/workloads';
import { NGINX, refusals, resources } from '../ecs/support';

function worker(props: Partial<WorkerServiceProps> = {}) {
  const on = ground();
  const made = new WorkerService(on.stack, 'Invoices', { platform: on.platform(), image: NGINX, ...props });
  return {
    made,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

function object(template: Template, kind: string): any {
  return objects(template).find(each => each.kind === kind);
}

test('has its queue, the right to take messages from it, a variable, and time to finish what it has taken', () => {
  const { template, made } = worker();

  expect(resources(template, 'AWS::SQS::Queue')).toHaveLength(2);
  expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('sqs:ReceiveMessage');
  const { spec } = object(template, 'Deployment').spec.template;
  expect(spec.terminationGracePeriodSeconds).toBe(120);
  expect(spec.containers[0].env.map(({ name }: { name: string }) => name)).toContain('QUEUE_URL');
  expect(made.deadLetterQueue).toBeDefined();
});

test('alarms when messages get old or are put aside', () => {
  expect(resources(worker().template, 'AWS::CloudWatch::Alarm').map(({ MetricName }) => MetricName)).toEqual(
    expect.arrayContaining(['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible']));
});

test('may follow the processor, which Kubernetes sees', () => {
  const { spec } = object(worker({ scaling: { min: 1, max: 9, targetCpuPercent: 60 } }).template, 'HorizontalPodAutoscaler');

  expect(spec).toMatchObject({ minReplicas: 1, maxReplicas: 9, metrics: [{ resource: { name: 'cpu' } }] });
});

test('follows its queue where there is KEDA, and only there', () => {
  expect(refusals(() => worker({ scaling: { min: 1, max: 9 } }))).toEqual(['EksScalingOnWork scaling']);
  const { template } = worker({ scaling: { min: 0, max: 9 }, eks: { keda: true } });

  expect(object(template, 'ScaledObject').spec.triggers[0].metadata).toMatchObject({ queueLength: '10' });
  expect(object(template, 'HorizontalPodAutoscaler')).toBeUndefined();
});

test('goes on following the processor where there is KEDA, which then makes the autoscaler', () => {
  const { template } = worker({ scaling: { min: 1, max: 9, targetCpuPercent: 60 }, eks: { keda: true } });

  expect(object(template, 'ScaledObject').spec.triggers).toEqual([{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }]);
  expect(object(template, 'HorizontalPodAutoscaler')).toBeUndefined();
});
