import { Duration } from 'aws-cdk-lib/core';
import { ProbeDraft, ProbeQuestion } from '../model';

/**
 * How often a probe asks, and how many answers count.
 */
export interface ProbeOptions {
  /**
   * Time between two questions.
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Time after which a missing answer counts as a failure. Must be shorter than the interval.
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Failures in a row after which the container is unwell.
   * @default 3
   */
  readonly failures?: number;

  /**
   * Good answers in a row after which it is well again.
   * @default 2
   */
  readonly successes?: number;

  /**
   * How long failures are forgiven after the start.
   * @default - not at all; a load balancer's checks have the rollout's grace period
   */
  readonly startPeriod?: Duration;
}

/**
 * Options of a probe that asks over HTTP.
 */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * The port asked.
   * @default - the port that takes the traffic
   */
  readonly port?: number;

  /**
   * Status codes that mean "well": one, a list or a range.
   * @default '200-399'
   */
  readonly successCodes?: string;
}

/**
 * Options of a probe that opens a connection.
 */
export interface TcpProbeOptions extends ProbeOptions {
  /**
   * The port that is connected to.
   * @default - the port that takes the traffic
   */
  readonly port?: number;
}

/**
 * What is asked to find out whether a container is well.
 */
export class Probe {
  /**
   * A GET request. For a workload behind a load balancer it is the load balancer that asks.
   *
   * @param path for example `/health`
   */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    return new Probe({ kind: 'http', path, ...options });
  }

  /**
   * A TCP connection that is opened and closed.
   */
  public static tcp(options: TcpProbeOptions = {}): Probe {
    return new Probe({ kind: 'tcp', ...options });
  }

  /**
   * A command that runs inside the container; exit code 0 means "well".
   *
   * @param command the program and its arguments; for a shell line write `['sh', '-c', 'line']`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
   */
  public static command(command: string[], options: ProbeOptions = {}): Probe {
    return new Probe({ kind: 'command', command, ...options });
  }

  private constructor(private readonly draft: ProbeQuestion & ProbeOptions) {}

  /** @internal */
  public _toDraft(): ProbeDraft {
    return this.draft;
  }
}
