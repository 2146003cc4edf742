import { CONTAINER_FEATURES } from './container-features';
import { CONTAINERS } from './containers';
import { DAEMONS } from './daemons';
import { ENVIRONMENT } from './environment';
import { EXPOSURE } from './exposure';
import { IMAGES } from './images';
import { LIMITS } from './limits';
import { LOGGING } from './logging';
import { PERMISSIONS } from './permissions';
import { PROBES } from './probes';
import { ROLLOUT } from './rollout';
import { CODEDEPLOY } from './rollout-codedeploy';
import { OPERATIONS } from './rollout-operations';
import { SHIFTING } from './rollout-shifting';
import { ROTATION } from './rotation';
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
  'features of containers': CONTAINER_FEATURES,
  'volumes': VOLUMES,
  'logging': LOGGING,
  'scaling': SCALING,
  'one copy on each machine': DAEMONS,
  'exposure': EXPOSURE,
  'rollout': ROLLOUT,
  'rollout that shifts traffic': SHIFTING,
  'rollout by CodeDeploy': CODEDEPLOY,
  'whoever watches a rollout': OPERATIONS,
  'secrets that change': ROTATION,
  'permissions and shells': PERMISSIONS,
  'runtime': RUNTIME,
};
