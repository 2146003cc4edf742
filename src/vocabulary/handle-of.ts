import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Resource, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Handle, QueueHandle } from '../model';

/** Wraps a construct so that the model can carry it; a reader recognises it by its path. */
export function handleOf(construct: IConstruct): Handle {
  return new Handle(construct.node.path, construct);
}

/** The same for a queue. One whose name nobody knows yet may keep an order without saying so. */
export function queueHandleOf(queue: sqs.IQueue): QueueHandle {
  const known = queue.fifo || Resource.isOwnedResource(queue) || !Token.isUnresolved(queue.queueArn);
  return new QueueHandle(queue.node.path, queue, known ? queue.fifo : undefined);
}
