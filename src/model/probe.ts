import { Duration } from 'aws-cdk-lib/core';

/** What is asked to find out whether a container is well. */
export type ProbeQuestion = HttpQuestion | TcpQuestion | CommandQuestion;

export interface HttpQuestion {
  readonly kind: 'http';
  readonly path: string;
  /** The port asked, if it is not the one that takes the traffic. */
  readonly port?: number;
  /** Status codes that mean "well", e.g. `200-399`. */
  readonly successCodes?: string;
}

export interface TcpQuestion {
  readonly kind: 'tcp';
  readonly port?: number;
}

/** Run inside the container; exit code 0 means "well". */
export interface CommandQuestion {
  readonly kind: 'command';
  readonly command: readonly string[];
}

/** How often it is asked, and how many answers count. */
export interface ProbeTiming {
  readonly interval: Duration;
  readonly timeout: Duration;
  /** Failures in a row after which the container is unwell. */
  readonly failures: number;
  /** Answers in a row after which it is well again. */
  readonly successes: number;
  /** How long failures are forgiven after the start. */
  readonly startPeriod: Duration;
}

export type ProbeDraft = ProbeQuestion & Partial<ProbeTiming>;
export type ProbeSpec = ProbeQuestion & ProbeTiming;
