/**
 * A queue, the tasks that work it off, and Application Auto Scaling as it is documented, a few seconds at a time.
 *
 * Where AWS does not say what happens, the worse is assumed: target tracking takes away as much as it may at once, metrics come late,
 * and a task that is stopped is whichever has most to do. What is in hand is measured over the minute: SQS counts approximately.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
import { Measured, Policies, StepPolicy } from './policies';

export interface World {
  readonly policies: Policies;
  /** Messages that are sent in a minute, from the first one on. */
  readonly sent: (minute: number) => number;
  readonly minutes: number;
  /** How long one message takes, in seconds. */
  readonly processingTime: number;
  readonly concurrency: number;
  /** Minutes until a new task works. */
  readonly startTime: number;
  /** Minutes until what is measured can be seen. */
  readonly delay: number;
  readonly copies?: number;
}

export interface Minute {
  readonly desired: number;
  readonly running: number;
  readonly waiting: number;
  readonly inHand: number;
  readonly done: number;
  /** Age of the oldest message, in minutes. */
  readonly oldest: number;
}

interface Message {
  readonly sent: number;
  left: number;
}

interface Task {
  readonly startsAt: number;
  readonly hands: Message[];
}

const TICK = 5;

export function simulate(world: World): Minute[] {
  const { policies, processingTime, concurrency } = world;
  const scaler = new Scaler(policies, world.copies ?? policies.min);
  const waiting: Message[] = [];
  const minutes: Minute[] = [];
  const measured: Measured[] = [];
  let tasks: Task[] = Array.from({ length: scaler.desired }, () => ({ startsAt: 0, hands: [] }));
  // Told to stop, and still ending what they have.
  let leaving: Task[] = [];
  for (let minute = 0; minute < world.minutes; minute++) {
    const sent = Math.round(world.sent(minute));
    let taken = 0;
    let done = 0;
    let busy = 0;
    for (let tick = 0; tick < 60 / TICK; tick++) {
      const now = minute + tick * TICK / 60;
      const arrived = Math.round(sent * (tick + 1) * TICK / 60) - Math.round(sent * tick * TICK / 60);
      for (let each = 0; each < arrived; each++) {
        waiting.push({ sent: now, left: processingTime });
      }
      for (const task of [...tasks, ...leaving]) {
        const mayTake = now >= task.startsAt && !leaving.includes(task);
        for (let hand = 0; hand < concurrency; hand++) {
          let budget = TICK;
          while (budget > 0) {
            if (!task.hands[hand] && mayTake && waiting.length > 0) {
              task.hands[hand] = waiting.shift()!;
              taken += 1;
            }
            const message = task.hands[hand];
            if (!message) {
              break;
            }
            const spent = Math.min(budget, message.left);
            message.left -= spent;
            budget -= spent;
            busy += spent;
            if (message.left <= 1e-9) {
              delete task.hands[hand];
              done += 1;
            }
          }
        }
      }
      leaving = leaving.filter(({ hands }) => hands.some(Boolean));
    }
    const running = tasks.filter(({ startsAt }) => minute + 1 >= startsAt).length;
    const held = [...tasks, ...leaving].flatMap(({ hands }) => hands.filter(Boolean));
    const oldest = Math.max(0, ...[...waiting.slice(0, 1), ...held].map(message => minute + 1 - message.sent));
    minutes.push({ desired: scaler.desired, running, waiting: waiting.length, inHand: held.length, done, oldest });
    measured.push({ waiting: waiting.length, inHand: Math.round(busy / 60), taken, desired: scaler.desired, running: running || undefined });
    scaler.look(minute, measured.slice(0, Math.max(0, measured.length - world.delay)));
    const surplus = tasks.length - scaler.desired;
    if (surplus > 0) {
      const busiest = [...tasks].sort((one, other) => other.hands.filter(Boolean).length - one.hands.filter(Boolean).length);
      leaving.push(...busiest.slice(0, surplus));
      tasks = tasks.filter(task => !busiest.slice(0, surplus).includes(task));
    }
    for (let missing = -surplus; missing > 0; missing--) {
      tasks.push({ startsAt: minute + 1 + world.startTime, hands: [] });
    }
  }
  return minutes;
}

/** Application Auto Scaling: looks at what was measured once a minute, and changes how many tasks are wanted. */
class Scaler {
  /** Before the scaling out whose cooldown goes on, and until when. */
  private out = { from: 0, until: -1 };
  private inUntil = -1;

  constructor(private readonly policies: Policies, public desired: number) {}

  public look(minute: number, seen: readonly Measured[]): void {
    const { min, max, wake, sleep } = this.policies;
    const wishes = [this.track(minute, seen), this.step(seen, wake), this.step(seen, sleep)]
      .filter((wish): wish is { copies: number; cooldown: number } => wish !== undefined)
      .map(wish => ({ ...wish, copies: Math.min(max, Math.max(min, wish.copies)) }));
    const more = wishes.filter(({ copies }) => copies > this.desired).sort((one, other) => other.copies - one.copies)[0];
    // Of several that want fewer, the one that wants most of them counts; one that is content says nothing.
    const fewer = wishes.filter(({ copies }) => copies < this.desired).sort((one, other) => other.copies - one.copies)[0];
    if (more) {
      this.out = { from: minute <= this.out.until ? this.out.from : this.desired, until: minute + more.cooldown };
      this.inUntil = -1;
      this.desired = more.copies;
    } else if (fewer && minute > this.inUntil) {
      this.inUntil = minute + fewer.cooldown;
      this.out = { from: 0, until: -1 };
      this.desired = fewer.copies;
    }
  }

  private track(minute: number, seen: readonly Measured[]) {
    const { target, perTask, scaleOutCooldown, scaleInCooldown } = this.policies;
    const values = seen.slice(-15).map(perTask);
    const last = values[values.length - 1];
    if (last === undefined || this.desired === 0) {
      return undefined;
    }
    if (values.length >= 3 && values.slice(-3).every(value => value !== undefined && value > target)) {
      // What was added within the cooldown counts as part of what is asked for now.
      const base = minute <= this.out.until ? Math.max(1, this.out.from) : this.desired;
      return { copies: Math.max(this.desired, Math.ceil(base * last / target - 1e-9)), cooldown: scaleOutCooldown };
    }
    if (values.length === 15 && values.every(value => value !== undefined && value < 0.9 * target)) {
      return { copies: Math.min(this.desired, Math.ceil(this.desired * last / target - 1e-9)), cooldown: scaleInCooldown };
    }
    return undefined;
  }

  private step(seen: readonly Measured[], policy: StepPolicy | undefined) {
    const values = policy ? seen.slice(-policy.periods).map(policy.value) : [];
    if (!policy || values.length < policy.periods || !values.every(value => value !== undefined && policy.breaches(value))) {
      return undefined;
    }
    const distance = values[values.length - 1]! - policy.threshold;
    const step = policy.steps.find(({ from, below }) => distance >= from && (distance < below || (below === 0 && distance === 0)));
    expect(step).toBeDefined();
    return { copies: step!.copies, cooldown: policy.cooldown };
  }
}
