import { RuntimeSpec } from '../model';

/**
 * The processor architecture that a workload's images are built for.
 */
export enum Architecture {
  /** 64-bit x86, also called amd64. */
  X86_64 = 'x86_64',
  /** 64-bit ARM: AWS Graviton, at a lower price. */
  ARM64 = 'arm64',
}

/**
 * The operating system of a workload's containers.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html
 */
export enum OperatingSystem {
  /** Linux. */
  LINUX = 'linux',
  /** Windows Server 2019 Core. */
  WINDOWS_SERVER_2019_CORE = 'windows-server-2019-core',
  /** Windows Server 2019 Full. */
  WINDOWS_SERVER_2019_FULL = 'windows-server-2019-full',
  /** Windows Server 2022 Core. */
  WINDOWS_SERVER_2022_CORE = 'windows-server-2022-core',
  /** Windows Server 2022 Full. */
  WINDOWS_SERVER_2022_FULL = 'windows-server-2022-full',
  /** Windows Server 2025 Core. */
  WINDOWS_SERVER_2025_CORE = 'windows-server-2025-core',
  /** Windows Server 2025 Full. */
  WINDOWS_SERVER_2025_FULL = 'windows-server-2025-full',
}

/** The enums' values are the model's words; this only lets the compiler check that. */
export function runtimeDraft(architecture: Architecture | undefined, os: OperatingSystem | undefined): Partial<RuntimeSpec> {
  return { architecture: architecture as RuntimeSpec['architecture'] | undefined, os: os as RuntimeSpec['os'] | undefined };
}
