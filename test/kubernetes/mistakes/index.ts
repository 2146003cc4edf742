/** Mistakes that people and renderers make, each of which has a check that catches it. */
import { OF_CLUSTER } from './cluster';
import { OF_CONTROLLERS } from './controllers';
import { Mistake } from './mistake';
import { OF_NETWORK } from './network';
import { OF_OBJECTS } from './objects';
import { OF_PODS } from './pods';
import { BY_TYPES } from './types';

export const MISTAKES: readonly Mistake[] = [...BY_TYPES, ...OF_OBJECTS, ...OF_PODS, ...OF_CONTROLLERS, ...OF_NETWORK, ...OF_CLUSTER];
