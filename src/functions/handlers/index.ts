/** What Lambda calls: one export for each function of the library that runs on a user's account. */
import { answerQuestion, QuestionEvent } from './answer';
import { aws } from './aws';
import { capacityAws } from './capacity/aws';
import { beginCapacity, CapacityEvent, completeCapacity } from './capacity/handlers';
import { IsCompleteAnswer, OnEventAnswer } from './event';
import { findingsAws } from './findings/aws';
import { begin as beginToAsk, FindingsEvent, poll as pollFindings } from './findings/handlers';
import { answerHook, Context, HookEvent, Surroundings } from './hook';
import { answerPause, PauseAnswer, PauseEvent } from './pause';
import { begin, poll } from './reconcile';
import { releaseAws } from './release/aws';
import { AnyReleaseEvent, begin as beginToRelease, poll as pollRelease } from './release/handlers';
import { RolloutEvent } from './request';
import { resumeAfter, StateChange } from './resume-scaling';
import { begin as beginToShift, poll as pollShift, ShiftEvent } from './shift/handlers';
import { StopRequest, stopRollout } from './stop';

// None of them takes more than two parameters: Lambda hands some runtimes a callback as the third.

export const onEvent = (event: RolloutEvent): Promise<OnEventAnswer> => begin(event, aws(), Date.now());

export const isComplete = (event: RolloutEvent): Promise<IsCompleteAnswer> => poll(event, aws(), Date.now());

export const answer = (event: QuestionEvent): Promise<OnEventAnswer> => answerQuestion(event, aws());

export const resumeScaling = (event: StateChange): Promise<{ readonly resumed: boolean }> => resumeAfter(event, aws());

export const hook = (event: HookEvent, context: Context): Promise<unknown> =>
  answerHook(event, context, aws(Math.max(1000, context.getRemainingTimeInMillis() - 10_000)), process.env as unknown as Surroundings);

export const pause = (event: PauseEvent): Promise<PauseAnswer> => answerPause(event, aws(), process.env.STACK_ID!);

export const beginShift = (event: ShiftEvent): Promise<OnEventAnswer> => beginToShift(event, aws(), Date.now());

export const completeShift = (event: ShiftEvent): Promise<IsCompleteAnswer> => pollShift(event, aws(), Date.now());

export const stop = (event: StopRequest): Promise<void> => stopRollout(event, aws());

export const beginToKeep = (event: CapacityEvent): Promise<OnEventAnswer> => beginCapacity(event, Date.now());

export const completeKeeping = (event: CapacityEvent): Promise<IsCompleteAnswer> => completeCapacity(event, capacityAws(), Date.now());

export const beginRelease = (event: AnyReleaseEvent): Promise<OnEventAnswer> => beginToRelease(event, releaseAws(), Date.now());

export const completeRelease = (event: AnyReleaseEvent): Promise<IsCompleteAnswer> => pollRelease(event, releaseAws(), Date.now());

export const beginFindings = (event: FindingsEvent): Promise<OnEventAnswer> => beginToAsk(event, findingsAws(), Date.now());

export const completeFindings = (event: FindingsEvent): Promise<IsCompleteAnswer> => pollFindings(event, findingsAws(), Date.now());
