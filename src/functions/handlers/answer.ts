/** Answers the questions that templates ask while they are deployed; nothing is ever changed by asking. */
import { Aws } from './aws';
import { constantId, OnEventAnswer, ResourceEvent } from './event';
import { answerPin } from './pin';
import { answerSeed } from './seed';
import { PinProperties, RESOURCES, SeedProperties } from '../wire/rollout';

export type QuestionEvent = ResourceEvent<SeedProperties | PinProperties>;

export async function answerQuestion(event: QuestionEvent, aws: Aws): Promise<OnEventAnswer> {
  if (event.RequestType === 'Delete') { return { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'answer') }; }
  switch (event.ResourceType) {
    case RESOURCES.seed: return answerSeed(event as ResourceEvent<SeedProperties>, aws);
    case RESOURCES.pin: return answerPin(event as ResourceEvent<PinProperties>, aws);
    default: throw new Error(`No question is known as ${event.ResourceType}`);
  }
}
