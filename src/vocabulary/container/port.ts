/**
 * A port that a container listens on.
 */
export interface ContainerPort {
  /** The port, 1 to 65535. */
  readonly port: number;

  /**
   * Name of the port, unique within the workload: lower-case letters, digits and hyphens.
   * @default - `http` for the port that is exposed, otherwise `port-` and the number
   */
  readonly name?: string;

  /**
   * The transport protocol.
   * @default TransportProtocol.TCP
   */
  readonly protocol?: TransportProtocol;
}

/**
 * A transport protocol.
 */
export enum TransportProtocol {
  /** TCP */
  TCP = 'tcp',
  /** UDP */
  UDP = 'udp',
}
