import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';
import { HttpQuestion, ProbeTiming } from './probe';

/** A way in: which HTTP requests reach the workload, and on which port. */
export interface ExposureSpec {
  readonly kind: 'http';
  /** public is reachable from the internet, internal from the network only. */
  readonly audience: 'public' | 'internal';
  /** Container port the requests go to; it belongs to the main container unless another is named. */
  readonly port: number;
  readonly container: string;
  /** Which requests. All conditions must hold; within one, any value will do. */
  readonly match: RouteMatch;
  /** Place in the order of rules, if the route's own place will not do. */
  readonly priority?: number;
  /** Whoever is not signed in is sent to sign in first. */
  readonly authentication?: Handle;
  /** What the load balancer speaks to the container. */
  readonly protocol: 'http1' | 'http2' | 'grpc';
  readonly encrypted: boolean;
  readonly health: HttpQuestion & ProbeTiming;
  /** How long requests in flight may take after a copy is told to stop. */
  readonly drainTime: Duration;
  /** How long one client keeps coming back to the same copy. */
  readonly stickiness?: Duration;
}

export interface RouteMatch {
  readonly hostNames: readonly string[];
  readonly paths: readonly string[];
  readonly headers: readonly HeaderMatch[];
  readonly queryStrings: readonly QueryStringMatch[];
  readonly sourceIps: readonly string[];
  readonly methods: readonly string[];
}

export interface HeaderMatch {
  readonly name: string;
  readonly values: readonly string[];
}

export interface QueryStringMatch {
  readonly key?: string;
  readonly value: string;
}

export type ExposureDraft =
  & Pick<ExposureSpec, 'kind' | 'audience'>
  & Partial<Omit<ExposureSpec, 'kind' | 'audience' | 'health' | 'match'>>
  & { readonly health?: Partial<HttpQuestion & ProbeTiming>; readonly match?: Partial<RouteMatch> };
