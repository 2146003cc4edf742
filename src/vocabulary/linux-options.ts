import { Size } from 'aws-cdk-lib/core';
import { DeviceDraft, LinuxDraft } from '../model';

/**
 * What a container may do with a device of the machine.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html
 */
export enum DevicePermission {
  /** Read from it. */
  READ = 'read',
  /** Write to it. */
  WRITE = 'write',
  /** Make device files for it. */
  MKNOD = 'mknod',
}

/**
 * How a container sees a device of the machine.
 */
export interface HostDeviceOptions {
  /**
   * Absolute path of the device in the container.
   * @default - where it is on the machine
   */
  readonly containerPath?: string;

  /**
   * What the container may do with it.
   * @default - read and write
   */
  readonly permissions?: DevicePermission[];
}

/**
 * A device of the machine that a container may use.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html
 */
export class HostDevice {
  /**
   * The device at a path of the machine.
   *
   * @param hostPath absolute path of the device, for example `/dev/fuse`
   * @param options where the container sees it, and what it may do
   */
  public static fromPath(hostPath: string, options: HostDeviceOptions = {}): HostDevice {
    return new HostDevice({ hostPath, ...options });
  }

  /**
   * An AWS Inferentia or Trainium device. Tasks that run on the same machine must not use the same one: nothing counts them.
   *
   * @param index number of the device on its machine, from 0 on
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference.html
   */
  public static neuron(index: number = 0): HostDevice {
    return HostDevice.fromPath(`/dev/neuron${index}`);
  }

  private constructor(private readonly draft: DeviceDraft) {}

  /** @internal */
  public _toDraft(): DeviceDraft {
    return this.draft;
  }
}

/**
 * What only the Linux kernel gives to a container. Refused for Windows.
 */
export interface LinuxOptions {
  /**
   * Size of `/dev/shm`, through which processes share memory: browsers and databases want more than usual. In whole MiB.
   *
   * ECS has it on EC2 instances and external machines. On EKS it is part of the container's memory.
   * @default - 64 MiB
   */
  readonly sharedMemory?: Size;

  /**
   * Swap space on top of the memory, in whole MiB. The machine must have that much; images of ECS come without any. On EC2
   * instances.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-swap.html
   * @default - the machine's usual
   */
  readonly maxSwap?: Size;

  /**
   * How eagerly memory is moved to swap space: 0 if it must be, 100 whenever possible. Needs `maxSwap`. Amazon Linux 2023 does
   * not know it.
   * @default - 60, where there is swap space
   */
  readonly swappiness?: number;

  /**
   * Devices of the machine. On EC2 instances, Managed Instances and external machines.
   * @default - none
   */
  readonly devices?: HostDevice[];

  /**
   * Kernel parameters (sysctl) of the container's own namespaces, for example `net.core.somaxconn`.
   *
   * Those of the network are shared by all containers of a copy, so that two of them cannot want different values. On EKS only
   * the ones that Kubernetes takes for safe.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
   * @default - the kernel's
   */
  readonly systemControls?: { [name: string]: string };
}

/** The model's words for them. */
export function linuxDraft({ sharedMemory, maxSwap, swappiness, devices, systemControls }: LinuxOptions): LinuxDraft {
  return {
    sharedMemoryMiB: sharedMemory?.toMebibytes(),
    maxSwapMiB: maxSwap?.toMebibytes(),
    swappiness,
    devices: devices?.map(device => device._toDraft()),
    systemControls,
  };
}
