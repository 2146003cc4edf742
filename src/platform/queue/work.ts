import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeQueueAlarms } from './alarms';
import { QueueGround } from './ground';
import { letConsume, RenderedQueue, renderQueue } from './queue';
import { queueSection } from './section';
import { renderSubscriptions } from './subscriptions';
import { WorkloadSpec } from '../../model';

/** Brings a worker its work: the queue, what comes into it, and the right to take it out. Undefined for workloads without a queue. */
export function renderWork(scope: Construct, ground: QueueGround, { queue }: WorkloadSpec, grantee: iam.IGrantable): RenderedQueue | undefined {
  if (!queue) {
    return undefined;
  }
  const rendered = renderQueue(scope, ground, queue);
  renderSubscriptions(scope, rendered.queue, queue);
  letConsume(grantee, rendered.queue);
  return rendered;
}

/** Has somebody look at the work: alarms, and a section of the dashboard. */
export function watchWork(scope: Construct, ground: QueueGround, spec: WorkloadSpec, rendered: RenderedQueue | undefined): cloudwatch.Alarm[] {
  if (!spec.queue || !rendered) {
    return [];
  }
  const made = makeQueueAlarms(scope, spec, rendered, { alarmTopic: ground.alarmTopic });
  ground._observe(scope, queueSection(spec.name, spec.queue, rendered, made));
  return made;
}
