import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { queueMetrics } from './metrics';
import { RenderedQueue } from './queue';
import { QueueSpec } from '../../model';
import { DASHBOARD_WIDTH, DashboardSection, GRAPH_HEIGHT } from '../observability';

/** What a dashboard shows of a worker's queue. */
export function queueSection(name: string, { maxMessageAge }: QueueSpec, { queue, deadLetterQueue }: RenderedQueue): DashboardSection {
  const { waiting, inHand, sent, deleted, age } = queueMetrics(queue);
  const graph = (title: string, left: cloudwatch.Metric[], annotations?: cloudwatch.HorizontalAnnotation[]) => new cloudwatch.GraphWidget({
    title, left, leftAnnotations: annotations, leftYAxis: { min: 0, showUnits: false }, width: DASHBOARD_WIDTH / 3, height: GRAPH_HEIGHT,
  });
  return {
    title: `${name}: queue`,
    rows: [[
      graph('Messages', [
        waiting.with({ label: 'waiting' }),
        inHand.with({ label: 'worked on' }),
        ...deadLetterQueue ? [queueMetrics(deadLetterQueue).waiting.with({ label: 'put aside' })] : [],
      ]),
      graph('Messages a minute', [sent.with({ label: 'sent' }), deleted.with({ label: 'done' })]),
      graph('Age of the oldest message, seconds', [age.with({ label: 'age' })],
        [{ value: maxMessageAge.toSeconds({ integral: false }), label: 'too old' }]),
    ]],
  };
}
