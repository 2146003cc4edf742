import { duration, handle, number, text } from './words';
import { QueueSource, QueueSpec, SubscriptionSpec } from '../queue';

export function describeQueue({ source, variable, subscriptions, maxMessageAge }: QueueSpec): string[] {
  return [
    ...describeSource(source),
    ...subscriptions.map(describeSubscription),
    `its URL in ${text(variable)}`,
    `no message older than ${duration(maxMessageAge)}`,
  ];
}

function describeSource(source: QueueSource): string[] {
  const order = source.fifo ? 'in order' : 'in any order';
  if (source.kind === 'existing') {
    return [
      `${handle(source.queue)}, ${order}`,
      ...source.visibilityTimeout ? [`hidden for ${duration(source.visibilityTimeout)} from others when taken`] : [],
      ...source.deadLetters ? [`put aside in ${handle(source.deadLetters)}`] : [],
    ];
  }
  return [
    `of its own, ${order}${source.contentBasedDeduplication ? ', equal ones once' : ''}, kept for ${duration(source.retention)}`,
    `hidden for ${duration(source.visibilityTimeout)} from others when taken`,
    `put aside when taken ${number(source.maxReceives)} times, and kept for ${duration(source.deadLetterRetention)}`,
  ];
}

function describeSubscription({ topic, fifo, filter, filterOn, raw, deadLetters }: SubscriptionSpec): string {
  return [
    `from ${handle(topic)}${fifo ? ' in order' : ''}`,
    ...filter ? [`some of them, by ${filterOn}`] : [],
    raw ? 'as published' : 'in an envelope',
    ...deadLetters ? [`what cannot be delivered to ${handle(deadLetters)}`] : [],
  ].join(', ');
}
