import { CONTAINERS } from './containers';
import { ENVIRONMENT } from './environment';
import { EXPOSURE } from './exposure';
import { IMAGES } from './images';
import { LIMITS } from './limits';
import { LOGGING } from './logging';
import { PERMISSIONS } from './permissions';
import { PROBES } from './probes';
import { ROLLOUT } from './rollout';
import { RUNTIME } from './runtime';
import { SCALING } from './scaling';
import { SIZE } from './size';
import { VOLUMES } from './volumes';
import { Row } from '../matrix';

/** All rows, by group. */
export const MATRIX: Readonly<Record<string, readonly Row[]>> = {
  'containers': CONTAINERS,
  'images': IMAGES,
  'environment and secrets': ENVIRONMENT,
  'probes': PROBES,
  'size': SIZE,
  'limits and capabilities': LIMITS,
  'volumes': VOLUMES,
  'logging': LOGGING,
  'scaling': SCALING,
  'exposure': EXPOSURE,
  'rollout': ROLLOUT,
  'permissions and shells': PERMISSIONS,
  'runtime': RUNTIME,
};
