import { Size } from 'aws-cdk-lib/core';
import { ContainerOptions } from './options';
import { ContainerPort } from './port';
import { Image } from '../image';
import { Probe } from '../probe';

/**
 * A container beside the main one.
 */
export interface AuxiliaryContainerOptions extends ContainerOptions {
  /** Name of the container, unique within the workload. */
  readonly name: string;

  /** The image it runs. */
  readonly image: Image;

  /**
   * Processor share of this container, in units of which 1024 are one virtual CPU.
   * @default - whatever the other containers leave
   */
  readonly cpu?: number;

  /**
   * Memory above which the container is killed.
   * @default - the memory of the workload
   */
  readonly memoryLimit?: Size;

  /**
   * Memory the container is promised.
   * @default - none
   */
  readonly memoryReservation?: Size;

  /**
   * GPUs of this container, of those of the workload; the main container has the others. Not on Fargate.
   * @default 0
   */
  readonly gpus?: number;
}

/**
 * A container that helps the main one as long as it runs: a proxy, an agent, a log router.
 */
export interface SidecarContainer extends AuxiliaryContainerOptions {
  /**
   * Ports it listens on.
   * @default - none
   */
  readonly ports?: ContainerPort[];

  /**
   * Whether it is alive. ECS can only ask with `Probe.command()` and refuses others.
   * @default - as long as its process runs
   */
  readonly probe?: Probe;

  /**
   * When it stops, the whole copy is replaced.
   * @default true
   */
  readonly essential?: boolean;
}

/**
 * A container that runs to its end, successfully, before the others start; several run one after the other. It runs in
 * each copy, whenever one starts.
 */
export interface InitContainer extends AuxiliaryContainerOptions {
}
