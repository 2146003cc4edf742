/** Everything an app and its platform put into a cluster, as it should be: the ground on which mistakes are made. */
import { others } from './others';
import { platform } from './platform';
import { webService } from './web-service';

/** Objects that may be changed: each call makes new ones. */
export function goodObjects(): any[] {
  // Through JSON, so that no two places share a value.
  return JSON.parse(JSON.stringify([...platform(), ...webService(), ...others()]));
}
