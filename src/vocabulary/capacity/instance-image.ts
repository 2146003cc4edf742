import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Where AWS publishes an image, by processor architecture. */
interface Published {
  readonly x86: string;
  readonly arm?: string;
}

/** How an instance reads what it is told at its start. */
type Start = 'linux' | 'bottlerocket' | 'windows';

const LINUX = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
const BOTTLEROCKET = '/aws/service/bottlerocket/aws-ecs-2';

/**
 * The operating system of container instances, with what it brings for graphics processors and machine learning.
 *
 * The newest image is looked up each time a stack is deployed.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html
 */
export class InstanceImage {
  /** Amazon Linux 2023. */
  public static readonly AMAZON_LINUX_2023 = new InstanceImage('linux', 'linux',
    { x86: `${LINUX}/recommended/image_id`, arm: `${LINUX}/arm64/recommended/image_id` });

  /** Amazon Linux 2023 with drivers for NVIDIA GPUs; x86 only. */
  public static readonly AMAZON_LINUX_2023_GPU = new InstanceImage('linux', 'linux', { x86: `${LINUX}/gpu/recommended/image_id` }, 'gpu');

  /** Amazon Linux 2023 with drivers for AWS Inferentia and Trainium; x86 only. */
  public static readonly AMAZON_LINUX_2023_NEURON = new InstanceImage('linux', 'linux', { x86: `${LINUX}/neuron/recommended/image_id` }, 'neuron');

  /** Bottlerocket, which runs containers and nothing else. */
  public static readonly BOTTLEROCKET = new InstanceImage('bottlerocket', 'linux',
    { x86: `${BOTTLEROCKET}/x86_64/latest/image_id`, arm: `${BOTTLEROCKET}/arm64/latest/image_id` });

  /** Bottlerocket with drivers for NVIDIA GPUs. */
  public static readonly BOTTLEROCKET_NVIDIA = new InstanceImage('bottlerocket', 'linux',
    { x86: `${BOTTLEROCKET}-nvidia/x86_64/latest/image_id`, arm: `${BOTTLEROCKET}-nvidia/arm64/latest/image_id` }, 'gpu');

  /** Windows Server 2019, without desktop. */
  public static readonly WINDOWS_SERVER_2019_CORE = InstanceImage.windows('2019', 'Core');

  /** Windows Server 2019. */
  public static readonly WINDOWS_SERVER_2019_FULL = InstanceImage.windows('2019', 'Full');

  /** Windows Server 2022, without desktop. */
  public static readonly WINDOWS_SERVER_2022_CORE = InstanceImage.windows('2022', 'Core');

  /** Windows Server 2022. */
  public static readonly WINDOWS_SERVER_2022_FULL = InstanceImage.windows('2022', 'Full');

  /** Windows Server 2025, without desktop. */
  public static readonly WINDOWS_SERVER_2025_CORE = InstanceImage.windows('2025', 'Core');

  /** Windows Server 2025. */
  public static readonly WINDOWS_SERVER_2025_FULL = InstanceImage.windows('2025', 'Full');

  /**
   * An image of your own. It has to bring the ECS agent, as images do that are built from those of AWS.
   *
   * @param image your image; nothing but its id is used
   * @param basedOn the image of AWS that it was built from, which says how it starts and what it brings
   */
  public static custom(image: ec2.IMachineImage, basedOn: InstanceImage): InstanceImage {
    return new InstanceImage(basedOn.start, basedOn.os, basedOn.published, basedOn.accelerator, image);
  }

  private static windows(year: string, edition: 'Core' | 'Full'): InstanceImage {
    return new InstanceImage('windows', `windows-server-${year}-${edition.toLowerCase()}`,
      { x86: `/aws/service/ami-windows-latest/Windows_Server-${year}-English-${edition}-ECS_Optimized/image_id` });
  }

  private constructor(
    private readonly start: Start,
    private readonly os: string,
    private readonly published: Published,
    private readonly accelerator?: 'gpu' | 'neuron',
    private readonly own?: ec2.IMachineImage,
  ) {}

  /** @internal */
  public get _start(): Start {
    return this.start;
  }

  /**
   * In the words of the model.
   *
   * @internal
   */
  public get _os(): string {
    return this.os;
  }

  /** @internal */
  public get _accelerator(): 'gpu' | 'neuron' | undefined {
    return this.accelerator;
  }

  /** @internal */
  public get _own(): ec2.IMachineImage | undefined {
    return this.own;
  }

  /** @internal */
  public get _runsOnArm(): boolean {
    return this.published.arm !== undefined;
  }

  /**
   * The parameter in which AWS keeps the id of the newest one.
   *
   * @internal
   */
  public _parameter(arm: boolean): string {
    return arm ? this.published.arm ?? this.published.x86 : this.published.x86;
  }
}
