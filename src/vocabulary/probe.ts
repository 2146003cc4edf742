import { Duration } from 'aws-cdk-lib/core';
import { ProbeDraft, ProbeQuestion } from '../model';

/**
 * How often a probe asks, and how many answers count.
 */
export interface ProbeOptions {
  /**
   * Time between two questions, from 5 seconds to 5 minutes.
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Time after which a missing answer counts as a failure, from 2 seconds to 1 minute; a load balancer waits up to 2
   * minutes, but for less than the interval.
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Failures in a row after which the container is unwell: 2 to 10 for a load balancer, 1 to 10 for a command.
   * @default 3
   */
  readonly failures?: number;

  /**
   * Good answers in a row after which it is well again: 2 to 10 for a load balancer. ECS knows no other number than 1
   * for a command, and refuses one that is said.
   * @default - 2 for a load balancer, 1 for a command
   */
  readonly successes?: number;

  /**
   * How long failures are forgiven after the start: at most 5 minutes for a command. For a load balancer's checks it
   * counts where it is longer than the rollout's grace period.
   * @default - not at all for a command; the rollout's grace period for a load balancer
   */
  readonly startPeriod?: Duration;
}

/**
 * Options of a probe that asks over HTTP.
 */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * The port asked. The load balancer is let in to it.
   * @default - the port that takes the traffic
   */
  readonly port?: number;

  /**
   * Status codes that mean "well": one, a range, or several of them separated by commas; from 200 to 499, or from 0 to
   * 99 where the exposure speaks gRPC.
   * @default - '200-399'; '0,12' where the exposure speaks gRPC
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
   * A GET request. For a workload behind a load balancer it is the load balancer that asks; ECS itself cannot, so a
   * sidecar or a service without exposures that has such a probe is refused there.
   *
   * @param path for example `/health`
   * @param options the port, the answers that count, how often and how many
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
   */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    return new Probe({ kind: 'http', path, ...options });
  }

  /**
   * A TCP connection that is opened and closed. ECS cannot ask this way and refuses it; use `command()` there.
   *
   * @param options the port, how often and how many
   */
  public static tcp(options: TcpProbeOptions = {}): Probe {
    return new Probe({ kind: 'tcp', ...options });
  }

  /**
   * A command that runs inside the container; exit code 0 means "well".
   *
   * @param command the program and its arguments; for a shell line write `['sh', '-c', 'line']`
   * @param options how often and how many
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
