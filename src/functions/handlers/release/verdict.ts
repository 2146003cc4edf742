/** Tells how a job in a cluster of Kubernetes ended. Others have waited for it; here it only becomes a failure with a reason. */
import { ROOM } from './room';
import { VerdictProperties } from '../../wire/release';
import { Begun, IsCompleteAnswer, ResourceEvent } from '../event';

export type VerdictEvent = ResourceEvent<VerdictProperties> & Begun;

export function answerVerdict({ RequestType, ResourceProperties: { job, outcome, details } }: VerdictEvent): IsCompleteAnswer {
  if (RequestType === 'Delete' || /\bComplete\b/.test(outcome)) { return { IsComplete: true, Data: { Status: 'Succeeded' } }; }
  const head = `The release failed: job ${job} ended with ${outcome.trim()}.`;
  const said = details.trim();
  throw new Error(said === '' ? head : `${head}\nIts pods say:\n${said.slice(-(ROOM - head.length))}`);
}
