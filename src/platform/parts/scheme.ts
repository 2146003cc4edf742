import { PortSpec } from '../../model';

/** How an URL says what is spoken on a port. */
export function schemeOf({ application }: PortSpec, encrypted = false): string {
  const scheme = application === undefined ? 'tcp' : application === 'grpc' ? 'grpc' : 'http';
  return encrypted ? `${scheme}s` : scheme;
}
