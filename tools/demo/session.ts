/** One run of the demo: an account, an endpoint, an app, and steps that are told as they happen. */
import { LocalAws, LocalAwsOptions, LocalEndpoint } from '../local-cloudformation';
import { ENVIRONMENT } from './example';
import { line, Progress, red } from './terminal';
import { bundledValidator } from '../local-cloudformation/schemas/validator';
import { CommandFailed, Lifecycle } from '../local-cloudformation/testing/lifecycle';

export class Session {
  public readonly aws: LocalAws;
  private progress?: Progress;
  private endpoint?: LocalEndpoint;
  private lives: Lifecycle[] = [];

  /** @param options what the account is like, but for what checks templates */
  constructor(options: Pick<LocalAwsOptions, 'faults'> = {}) {
    this.aws = new LocalAws({ ...options, validator: { validate: (body, context) => bundledValidator().validate(body, context) } });
  }

  /** Opens the endpoint and gives its URL. */
  public async open(): Promise<string> {
    this.endpoint = await this.aws.listen();
    // The engine takes two seconds to start, which the CLI needs for its synthesis anyway.
    setTimeout(bundledValidator, 500).unref();
    return this.endpoint.url;
  }

  public life(app: string): Lifecycle {
    if (!this.endpoint) { throw new Error('The session is not open.'); }
    const life = new Lifecycle(this.aws, this.endpoint, { app, environment: ENVIRONMENT, onLine: text => this.tell(text) });
    this.lives.push(life);
    return life;
  }

  /** Runs one step and tells how it went; what it returns is told by `result`. */
  public async step<T>(title: string, work: (progress: Progress) => Promise<T>, result: (value: T) => string): Promise<T> {
    const progress = this.progress = new Progress(title);
    try {
      const value = await work(progress);
      progress.done(result(value));
      return value;
    } catch (error) {
      progress.failed((error as Error).message);
      throw error;
    } finally {
      this.progress = undefined;
    }
  }

  public async close(): Promise<void> {
    this.lives.forEach(life => life.dispose());
    await this.endpoint?.stop();
  }

  private tell(text: string): void {
    const worth = short(text);
    if (worth !== undefined) { this.progress?.tell(worth); }
  }
}

/** The part of a line that tells something, such as `31/68 CREATE_COMPLETE AWS::ECS::Service Api`; undefined for chatter. */
function short(text: string): string | undefined {
  const event = /\|\s*(\d+\/\d+|\d+) \| [^|]*\| (\w+)\s*\| (\S+)\s*\| (\S+)/.exec(text);
  if (event) { return event.slice(1).join(' '); }
  return /^(\S+: |Hold on|Stack )/.test(text) ? text.trim() : undefined;
}

/** Why it ended early, with everything the CLI said. */
export function explain(error: Error): void {
  line();
  line(red(error.message));
  if (error instanceof CommandFailed) { line(error.run.output); }
}
