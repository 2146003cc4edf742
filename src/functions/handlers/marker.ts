/**
 * What a deployment is recognised by: `CreateDeployment` takes no token that would make it idempotent, so the request and the
 * version are written into the description, of which CodeDeploy keeps 256 characters.
 */

export interface Marker {
  readonly requestId: string;
  readonly fingerprint: string;
}

export function describeMarker(marker: Marker): string {
  return `cdk rq=${marker.requestId} fp=${marker.fingerprint}`;
}

export function readMarker(description: string | undefined): Marker | undefined {
  const found = /^cdk rq=(\S+) fp=(\S+)$/.exec(description ?? '');
  return found ? { requestId: found[1], fingerprint: found[2] } : undefined;
}
