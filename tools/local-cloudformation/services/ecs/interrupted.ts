/** Why a deployment does not go on. */
import type { Message } from './deployment';

export class Interrupted extends Error {
  public static by(message: Exclude<Message, { kind: 'continue' }>): Interrupted {
    switch (message.kind) {
      case 'alarm': return new Interrupted('rollback', `Service deployment rolled back because alarm(s) detected: ${message.name}.`, message.name);
      case 'superseded': return new Interrupted('superseded', 'Service deployment stopped because a new service deployment was started.');
      case 'stop': return message.type === 'ABORT'
        ? new Interrupted('abort', 'Service deployment stopped by a user request.')
        : new Interrupted('rollback', 'Service deployment rolled back because of a user request.');
    }
  }

  constructor(public readonly outcome: 'rollback' | 'abort' | 'superseded' | 'fail', reason: string, public readonly alarm?: string) { super(reason); }
}
