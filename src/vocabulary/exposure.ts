import { Duration } from 'aws-cdk-lib/core';
import { ExposureDraft } from '../model';
import { Authentication } from './authentication';

/**
 * A header that a request must carry.
 */
export interface HeaderCondition {
  /** Name of the header; case does not matter. */
  readonly name: string;

  /** Values, any of which will do; `*` and `?` are wildcards. */
  readonly values: string[];
}

/**
 * A parameter of the query string that a request must carry.
 */
export interface QueryStringCondition {
  /**
   * Name of the parameter.
   * @default - any parameter with the value
   */
  readonly key?: string;

  /** Its value; `*` and `?` are wildcards. */
  readonly value: string;
}

/**
 * Which requests reach a workload, and how they are passed on.
 *
 * All conditions must hold; within one condition, any of the values will do. A load balancer takes at most five values
 * in all conditions of a route together.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export interface ExposureOptions {
  /**
   * The host name. With a hosted zone, its certificate and its DNS record are made for you.
   * @default - the name of the workload in the platform's hosted zone; any host when the platform has no hosted zone
   */
  readonly hostName?: string;

  /**
   * Further host names.
   * @default - none
   */
  readonly alternateHostNames?: string[];

  /**
   * Paths, for example `/api/*`. `*` and `?` are wildcards.
   * @default - every path
   */
  readonly paths?: string[];

  /**
   * Headers that a request must carry.
   * @default - none
   */
  readonly headers?: HeaderCondition[];

  /**
   * Parameters of the query string, any of which a request must carry.
   * @default - none
   */
  readonly queryStrings?: QueryStringCondition[];

  /**
   * Address ranges the requests come from, in CIDR notation.
   *
   * Seen from the load balancer: behind a CDN these are the CDN's addresses.
   * @default - anywhere
   */
  readonly sourceIps?: string[];

  /**
   * HTTP methods, in capital letters.
   * @default - all
   */
  readonly methods?: string[];

  /**
   * Place of this route among the routes of the load balancer, 1 to 50000; the smallest number is tried first.
   * @default - derived from the route itself, so that it never depends on other routes: the more specific comes first
   */
  readonly priority?: number;

  /**
   * Send whoever is not signed in to sign in first.
   * @default - the application takes care of that itself
   */
  readonly authentication?: Authentication;

  /**
   * The port of the container that takes these requests.
   * @default - the workload's `port`; for another `container` say one of its own
   */
  readonly port?: number;

  /**
   * The container that takes these requests, by name. Give the port of a sidecar a name of its own.
   * @default - the main container
   */
  readonly container?: string;

  /**
   * How long requests in flight may take after a copy is told to stop, from 0 seconds to 1 hour.
   * @default Duration.seconds(30)
   */
  readonly drainTime?: Duration;

  /**
   * How long one client keeps coming back to the same copy, by a cookie: from 1 second to 7 days.
   * @default - requests are spread freely
   */
  readonly stickiness?: Duration;

  /**
   * What the load balancer speaks to the container.
   * @default ApplicationProtocol.HTTP1
   */
  readonly protocol?: ApplicationProtocol;

  /**
   * Speak TLS to the container. Its certificate is not verified.
   * @default false
   */
  readonly encryptToContainer?: boolean;
}

/**
 * What a load balancer speaks to a container.
 */
export enum ApplicationProtocol {
  /** HTTP/1.1 */
  HTTP1 = 'http1',
  /** HTTP/2 */
  HTTP2 = 'http2',
  /** gRPC. Needs an HTTPS listener. */
  GRPC = 'grpc',
}

/**
 * A way in to a workload: one route on a load balancer that the platform's workloads share. At most five for a workload.
 *
 * Two routes of a load balancer that take the same requests, or of which one would never be reached, are refused with
 * both owners.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 */
export class Exposure {
  /**
   * Reachable from the internet, through the platform's public load balancer.
   *
   * @param options which requests, and how they are passed on; all that name the workload's host if not said
   */
  public static public(options: ExposureOptions = {}): Exposure {
    return new Exposure('public', options);
  }

  /**
   * Reachable from within the network, through the platform's internal load balancer.
   *
   * @param options which requests, and how they are passed on; all that name the workload's host if not said
   */
  public static internal(options: ExposureOptions = {}): Exposure {
    return new Exposure('internal', options);
  }

  private constructor(private readonly audience: 'public' | 'internal', private readonly options: ExposureOptions) {}

  /** @internal */
  public _toDraft(): ExposureDraft {
    const { hostName, alternateHostNames, paths, headers, queryStrings, sourceIps, methods, ...rest } = this.options;
    const { authentication, encryptToContainer, protocol, ...target } = rest;
    return {
      kind: 'http',
      audience: this.audience,
      ...target,
      match: { hostNames: [...hostName ? [hostName] : [], ...alternateHostNames ?? []], paths, headers, queryStrings, sourceIps, methods },
      authentication: authentication?._toHandle(),
      encrypted: encryptToContainer,
      protocol,
    };
  }
}
