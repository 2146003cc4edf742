import { Duration } from 'aws-cdk-lib/core';
import { Report, Rule } from './rule';
import { QueueHandle } from '../handle';
import { QueueSpec } from '../queue';
import { checkRange } from './support/in-range';

/** What SQS takes. */
export const queuesAreSound: Rule = ({ queue }, report) => {
  if (queue === undefined) {
    return;
  }
  const { source } = queue;
  checkSeconds(report, 'queue.visibilityTimeout', 'the visibility timeout', source.visibilityTimeout, 0, Duration.hours(12));
  checkSeconds(report, 'maxMessageAge', 'the age of the oldest message', queue.maxMessageAge, 1, Duration.days(14));
  if (source.kind === 'made') {
    checkSeconds(report, 'queue.retention', 'the time that messages are kept', source.retention, 60, Duration.days(14));
    checkSeconds(report, 'queue.deadLetterRetention', 'the time that dead letters are kept', source.deadLetterRetention, 60, Duration.days(14));
    checkRange(report, 'queue.maxReceives', 'the number of times that a message is handed out', source.maxReceives, { min: 1, max: 1000, whole: true });
    checkRetention(report, source.retention, source.deadLetterRetention);
  } else {
    checkDeadLetters(report, 'queue.deadLetterQueue', 'queue', source.fifo, source.deadLetters);
  }
  checkSubscriptions(queue, report);
};

/** The age of a dead letter is counted from when it was sent, so it must not end where it begins. */
function checkRetention(report: Report, retention: Duration, dead: Duration): void {
  if (!retention.isUnresolved() && !dead.isUnresolved() && dead.toMilliseconds() < retention.toMilliseconds()) {
    report('DeadLettersEndFirst', 'queue.deadLetterRetention', {
      given: dead.toHumanString(), retention: retention.toHumanString(), nearest: `Duration.seconds(${retention.toSeconds({ integral: false })})`,
    });
  }
}

/** SNS delivers to queues without an order from topics of both kinds, to queues with one only from topics with one. */
function checkSubscriptions({ source, subscriptions }: QueueSpec, report: Report): void {
  subscriptions.forEach(({ fifo, topic, deadLetters }, index) => {
    if (source.fifo && !fifo) {
      report('TopicWithoutOrder', `subscriptions[${index}]`, { topic: topic.label });
    }
    checkDeadLetters(report, `subscriptions[${index}].deadLetterQueue`, 'topic', fifo, deadLetters);
    if (subscriptions.findIndex(other => other.topic.value === topic.value) < index) {
      report('TopicTwice', `subscriptions[${index}]`, { topic: topic.label });
    }
  });
}

/** What was in order stays in order when it is put aside, and nothing else may. */
function checkDeadLetters(report: Report, path: string, source: 'queue' | 'topic', fifo: boolean, deadLetters: QueueHandle | undefined): void {
  if (deadLetters?.fifo !== undefined && deadLetters.fifo !== fifo) {
    report('DeadLettersDoNotFit', path, { queue: deadLetters.label, fifo: deadLetters.fifo, source });
  }
}

function checkSeconds(report: Report, path: string, what: string, given: Duration | undefined, min: number, max: Duration): void {
  if (given !== undefined && !given.isUnresolved()) {
    checkRange(report, path, what, given.toSeconds({ integral: false }), { min, max: max.toSeconds(), unit: 's', whole: true });
  }
}
