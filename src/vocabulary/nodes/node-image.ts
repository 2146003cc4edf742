/**
 * The operating system of nodes, with what it brings for graphics processors and machine learning.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-amis.html
 */
export class NodeImage {
  /** Amazon Linux 2023. */
  public static readonly AMAZON_LINUX_2023 = new NodeImage('AL2023_x86_64_STANDARD', 'AL2023_ARM_64_STANDARD');

  /** Amazon Linux 2023 with drivers for NVIDIA GPUs. */
  public static readonly AMAZON_LINUX_2023_NVIDIA = new NodeImage('AL2023_x86_64_NVIDIA', 'AL2023_ARM_64_NVIDIA');

  /** Amazon Linux 2023 with drivers for AWS Inferentia and Trainium; x86 only. */
  public static readonly AMAZON_LINUX_2023_NEURON = new NodeImage('AL2023_x86_64_NEURON');

  /** Bottlerocket, which runs containers and nothing else. */
  public static readonly BOTTLEROCKET = new NodeImage('BOTTLEROCKET_x86_64', 'BOTTLEROCKET_ARM_64');

  /** Bottlerocket with drivers for NVIDIA GPUs. */
  public static readonly BOTTLEROCKET_NVIDIA = new NodeImage('BOTTLEROCKET_x86_64_NVIDIA', 'BOTTLEROCKET_ARM_64_NVIDIA');

  /** Bottlerocket with cryptography that follows FIPS 140-3. */
  public static readonly BOTTLEROCKET_FIPS = new NodeImage('BOTTLEROCKET_x86_64_FIPS', 'BOTTLEROCKET_ARM_64_FIPS');

  /** Windows Server 2019, without desktop. */
  public static readonly WINDOWS_2019_CORE = new NodeImage('WINDOWS_CORE_2019_x86_64');

  /** Windows Server 2019. */
  public static readonly WINDOWS_2019_FULL = new NodeImage('WINDOWS_FULL_2019_x86_64');

  /** Windows Server 2022, without desktop. */
  public static readonly WINDOWS_2022_CORE = new NodeImage('WINDOWS_CORE_2022_x86_64');

  /** Windows Server 2022. */
  public static readonly WINDOWS_2022_FULL = new NodeImage('WINDOWS_FULL_2022_x86_64');

  /** Windows Server 2025, without desktop. */
  public static readonly WINDOWS_2025_CORE = new NodeImage('WINDOWS_CORE_2025_x86_64');

  /** Windows Server 2025. */
  public static readonly WINDOWS_2025_FULL = new NodeImage('WINDOWS_FULL_2025_x86_64');

  private constructor(private readonly x86: string, private readonly arm?: string) {}

  /** @internal */
  public _amiType(arm: boolean): string | undefined {
    return arm ? this.arm : this.x86;
  }

  /** @internal */
  public get _windows(): string | undefined {
    return /^WINDOWS_\w+_(\d{4})/.exec(this.x86)?.[1];
  }

  /** @internal */
  public get _gpus(): boolean {
    return this.x86.includes('NVIDIA');
  }

  /** @internal */
  public get _bottlerocket(): boolean {
    return this.x86.startsWith('BOTTLEROCKET');
  }
}
