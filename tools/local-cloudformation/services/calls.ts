/** Calls of handlers on their way to a service, and what may happen to them on it. */
import { chance } from './chance';
import { ServiceError } from '../engine/errors';
import { CallService } from '../lambda/sdk';
import type { Account } from '../resources/account';

export function unreliable(account: Account, call: CallService): CallService {
  return async (service, action, input) => {
    const { faults, random } = account;
    if (faults.denied?.(service, action)) {
      throw new ServiceError('AccessDeniedException', `User: arn:aws:sts::${account.id}:assumed-role/handler is not authorized to perform: ${service}:${action}`);
    }
    // Functions are called by functions, and state machines by the CDK's framework: what breaks there is modelled by the fate of invocations.
    if (['lambda', 'sfn', 'states'].includes(service)) { return call(service, action, input); }
    if (chance(random, faults.throttling)) { throw new ServiceError('ThrottlingException', 'Rate exceeded'); }
    const answer = await call(service, action, input);
    if (chance(random, faults.lostResponses)) { throw new ServiceError('TimeoutError', 'socket hang up'); }
    return answer;
  };
}
