/** An activity that others can speak to while it waits: stop, go on, an alarm fires. */
import { Agenda, Entry } from './agenda';

export class Mailbox<Message> {
  private readonly messages: Message[] = [];
  private resume?: () => void;

  constructor(private readonly agenda: Agenda) {}

  public send(message: Message): void {
    this.messages.push(message);
    this.resume?.();
  }

  /** The next message, or nothing if the seconds are over before there is one. */
  public async wait(seconds = Number.POSITIVE_INFINITY): Promise<Message | undefined> {
    if (this.messages.length === 0) {
      let end: Entry | undefined;
      await this.agenda.suspended(resume => {
        this.resume = resume;
        if (Number.isFinite(seconds)) { end = this.agenda.in(seconds, resume); }
      });
      this.resume = undefined;
      if (end) { this.agenda.drop(end); }
    }
    return this.messages.shift();
  }
}
