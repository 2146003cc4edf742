import { known } from './known';
import { isWindows } from '../../defaults';
import { OperatingSystem } from '../../workload';

/** Whether a path inside a container starts at the root, or at a drive. */
export function isAbsolute(path: string, os: OperatingSystem): boolean {
  return !known(path) || (isWindows(os) ? /^[A-Za-z]:[\\/]/ : /^\//).test(path);
}

/** The path as it was probably meant. */
export function absolute(path: string, os: OperatingSystem): string {
  const rest = path.replace(/^(?:\.*[\\/]+)+/, '').replace(/^\.+$/, '') || 'app';
  return isWindows(os) ? `C:\\${rest}` : `/${rest}`;
}
