/**
 * A limit on a resource of the processes in a container.
 */
export interface UlimitOptions {
  /** Name as in `/etc/security/limits.conf`, for example `nofile`. */
  readonly name: string;

  /** The limit in force. */
  readonly soft: number;

  /** How far a process may raise it; -1 for no limit. */
  readonly hard: number;
}
