/** Tells how a job in a cluster of Kubernetes ended. Others have waited for it; here it only becomes a failure with a reason. */
import { VerdictProperties } from '../../wire/release';
import { Begun, IsCompleteAnswer, ResourceEvent } from '../event';

export type VerdictEvent = ResourceEvent<VerdictProperties> & Begun;

/** CloudFormation keeps some 1000 characters of a reason, of which the framework needs a few. */
const ROOM = 900;

export function answerVerdict({ RequestType, ResourceProperties: { job, outcome, details } }: VerdictEvent): IsCompleteAnswer {
  if (RequestType === 'Delete' || /\bComplete\b/.test(outcome)) { return { IsComplete: true, Data: { Status: 'Succeeded' } }; }
  const head = `The release failed: job ${job} ended with ${outcome.trim()}.`;
  const said = details.trim();
  throw new Error(said === '' ? head : `${head}\nIts pods say:\n${said.slice(-(ROOM - head.length))}`);
}
