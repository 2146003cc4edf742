import { Duration } from 'aws-cdk-lib/core';
import { DEFAULTS } from '../defaults';
import { ExistingQueue, MadeQueue, QueueDraft, QueueSource, QueueSpec } from '../queue';

export function completeQueue(draft: QueueDraft): QueueSpec {
  const { queue } = DEFAULTS;
  return {
    source: completeSource(draft),
    variable: draft.variable ?? queue.variable,
    subscriptions: draft.subscriptions ?? [],
    maxMessageAge: draft.maxMessageAge ?? ageOf(draft.acceptableLatency),
  };
}

/** How long a copy may take to end when it is told to: as long as it may keep its messages, and no longer than Fargate waits. */
export function stopTimeoutOf({ source: { visibilityTimeout } }: QueueSpec): Duration {
  const { container, queue } = DEFAULTS;
  return visibilityTimeout === undefined || visibilityTimeout.isUnresolved() ? container.stopTimeout : shorter(visibilityTimeout, queue.stopTimeout);
}

function completeSource({ source, processingTime }: QueueDraft): QueueSource {
  if (source.kind === 'existing') {
    return source as ExistingQueue;
  }
  const { made, visibilityPerProcessingTime } = DEFAULTS.queue;
  const times = processingTime === undefined || processingTime.isUnresolved() ? 0 : processingTime.toSeconds({ integral: false });
  const needed = Duration.seconds(Math.min(Math.ceil(times * visibilityPerProcessingTime), Duration.hours(12).toSeconds()));
  return { ...made, visibilityTimeout: longer(made.visibilityTimeout, needed), ...source as Partial<MadeQueue>, kind: 'made' };
}

function ageOf(acceptableLatency: Duration | undefined): Duration {
  const { maxMessageAge, reactionTime } = DEFAULTS.queue;
  return acceptableLatency === undefined || acceptableLatency.isUnresolved()
    ? maxMessageAge : Duration.seconds(acceptableLatency.toSeconds({ integral: false }) + reactionTime.toSeconds());
}

function shorter(one: Duration, other: Duration): Duration {
  return one.toMilliseconds() < other.toMilliseconds() ? one : other;
}

function longer(one: Duration, other: Duration): Duration {
  return one.toMilliseconds() > other.toMilliseconds() ? one : other;
}
