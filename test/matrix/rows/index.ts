import { ALARMS } from './alarms';
import { CONTAINER_FEATURES } from './container-features';
import { CONTAINERS } from './containers';
import { DAEMONS } from './daemons';
import { DISCOVERY } from './discovery';
import { ENVIRONMENT } from './environment';
import { EXPOSURE } from './exposure';
import { IMAGE_FINDINGS } from './image-findings';
import { IMAGES } from './images';
import { JOBS } from './jobs';
import { LIMITS } from './limits';
import { LOGGING } from './logging';
import { NETWORK_LISTENERS } from './network-listeners';
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
import { TELEMETRY } from './telemetry';
import { VOLUMES } from './volumes';
import { WORKERS } from './workers';
import { Row } from '../matrix';

/** All rows, by group. */
export const MATRIX: Readonly<Record<string, readonly Row[]>> = {
  'containers': CONTAINERS,
  'images': IMAGES,
  'findings in images': IMAGE_FINDINGS,
  'environment and secrets': ENVIRONMENT,
  'probes': PROBES,
  'size': SIZE,
  'limits and capabilities': LIMITS,
  'features of containers': CONTAINER_FEATURES,
  'volumes': VOLUMES,
  'logging': LOGGING,
  'traces and metrics': TELEMETRY,
  'scaling': SCALING,
  'queues and scaling by work': WORKERS,
  'one copy on each machine': DAEMONS,
  'programs that run and end': JOBS,
  'exposure': EXPOSURE,
  'listeners on Network Load Balancers': NETWORK_LISTENERS,
  'names between workloads': DISCOVERY,
  'alarms': ALARMS,
  'rollout': ROLLOUT,
  'rollout that shifts traffic': SHIFTING,
  'rollout by CodeDeploy': CODEDEPLOY,
  'whoever watches a rollout': OPERATIONS,
  'secrets that change': ROTATION,
  'permissions and shells': PERMISSIONS,
  'runtime': RUNTIME,
};
