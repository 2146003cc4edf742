import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { queueMetrics } from './metrics';
import { RenderedQueue } from './queue';
import { QueueSpec } from '../../model';
import { alarmRow, DashboardSection, graph } from '../observability';

/** What a dashboard shows of a worker's queue: its alarms, how many messages there are, and how long they wait. */
export function queueSection(
  name: string, { maxMessageAge }: QueueSpec, { queue, deadLetterQueue }: RenderedQueue, alarms: readonly cloudwatch.IAlarm[],
): DashboardSection {
  const { waiting, inHand, sent, deleted, age } = queueMetrics(queue);
  return {
    title: `${name}: queue`,
    rows: [
      alarmRow(alarms),
      [
        graph({ title: 'Messages', unit: 'messages', metrics: [waiting.with({ label: 'waiting' }), inHand.with({ label: 'worked on' })] }),
        graph({ title: 'Messages a minute', unit: 'per minute', metrics: [sent.with({ label: 'sent' }), deleted.with({ label: 'done' })] }),
        graph({
          title: 'Oldest message',
          unit: 'seconds',
          metrics: [age.with({ label: 'age' })],
          alarmAt: alarms.length > 0 ? maxMessageAge.toSeconds({ integral: false }) : undefined,
        }),
        ...deadLetterQueue ? [graph({
          title: 'Put aside', unit: 'messages', metrics: [queueMetrics(deadLetterQueue).waiting.with({ label: 'put aside' })], alarmAt: alarms.length > 0 ? 1 : undefined,
        })] : [],
      ],
    ],
  };
}
