/** Writes the event log of a stack, the way DescribeStackEvents shows it. */
import { Surroundings } from './ports';
import { ResourceState, StackState } from './state';
import { JsonObject } from './values';

export interface Noted {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly reason?: string;
  readonly properties?: JsonObject;
}

export class EventLog {
  constructor(private readonly stack: StackState, private readonly around: Surroundings) {}

  /** Moves the stack itself into a status. */
  public stackIs(status: string, reason?: string): void {
    this.stack.status = status;
    this.stack.reason = reason;
    this.resource(status, { logicalId: this.stack.name, type: 'AWS::CloudFormation::Stack', physicalId: this.stack.id, reason });
  }

  public resource(status: string, noted: Noted): void {
    this.stack.events.push({
      id: `${noted.logicalId}-${this.around.random(12)}`,
      at: this.nextInstant(),
      logicalId: noted.logicalId,
      physicalId: noted.physicalId ?? '',
      type: noted.type,
      status,
      reason: noted.reason,
      properties: noted.properties,
    });
  }

  /** Readers sort events by time, so no two events of a stack share a millisecond. */
  private nextInstant(): Date {
    const last = this.stack.events.at(-1)?.at.getTime() ?? 0;
    return new Date(Math.max(this.around.clock.now().getTime(), last + 1));
  }

  public state(status: string, state: ResourceState, reason?: string): void {
    this.resource(status, { ...state, reason });
  }
}
