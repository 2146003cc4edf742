/** What a shop may have, and a plan of how it is deployed. */
import { Duration, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Workload } from '../../../src/platform';
import { Rollout } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';

/** What can be different from one deployment to the next. Plain data, because templates are kept by it. */
export interface Wares {
  /** Tag of the image. Those that begin with `broken` never come up. */
  readonly image?: string;
  /** One of the plan's rollouts. */
  readonly rollout?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cpu?: number;
  readonly port?: number;
  readonly count?: number;
  readonly scaling?: { readonly min: number; readonly max: number };
  readonly spot?: boolean;
  /** An additional security group. */
  readonly group?: string;
  readonly subnets?: 'public' | 'private';
  readonly exec?: boolean;
  readonly path?: string;
  readonly priority?: number;
  readonly certificate?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** How many services there are; the first is called Api, the others Api2, Api3 ... */
  readonly services?: number;
  readonly name?: string;
  /** A resource that has nothing to do with the service, and is changed after it. */
  readonly note?: string;
  /** The same, but changed at the same time as the service. */
  readonly memo?: string;
  /** What the function behind the plan's hook answers. */
  readonly hook?: string;
  readonly nonce?: string;
  /** Minutes that a connection may be silent, where the service is behind a Network Load Balancer. */
  readonly silence?: number;
  /** Minutes that failing health checks are forgiven. */
  readonly patience?: number;
  /** Another one has other code in the library's own functions, and nothing else. */
  readonly release?: string;
}

/** Where rollouts are made: everything they may need is already there. */
export interface Place {
  readonly stack: Stack;
  readonly wares: Wares;
  /** Made once, whoever asks first. */
  once<T extends IConstruct>(id: string, make: (scope: Stack, id: string) => T): T;
}

export interface Plan {
  /** The first is the one that is used unless the wares say another. */
  readonly rollouts: Readonly<Record<string, (on: Place) => Rollout>>;
  readonly props?: (on: Place) => Partial<WebServiceProps>;
  /** Services are behind a Network Load Balancer. */
  readonly network?: boolean;
  /** Whatever else is in the stack. */
  readonly more?: (on: Place, services: readonly Workload[]) => void;
}

export const minutes = (count: number): Duration => Duration.minutes(count);
