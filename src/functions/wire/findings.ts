/**
 * What the constructs of the gate in front of images say to the handlers behind it. The same holds as for the wire of rollouts: members
 * may be added, never renamed, and numbers are text.
 */
export const FINDINGS_RESOURCES = {
  /** Is there only if the images of a workload may run. */
  gate: 'Custom::ContainerImageFindings',
} as const;

/** Properties of `FINDINGS_RESOURCES.gate`. Whenever one of them changes, the images are asked about again. */
export interface FindingsProperties {
  readonly images: GatedImage[];
  /** What the workload runs on, in the words of images: an index has one image for each. */
  readonly os: 'linux' | 'windows';
  readonly architecture: 'amd64' | 'arm64';
  /** The mildest findings for which an image is refused. */
  readonly severity: CountedSeverity;
  /** Findings that do not count, by id. */
  readonly ignore?: string[];
  /** What becomes of images of which nothing is known. */
  readonly unscanned: 'refuse' | 'accept';
  /** For how long the end of a scan is waited for. */
  readonly patienceMinutes: string;
  /** Another one with each deployment, where each deployment is to ask. */
  readonly nonce?: string;
}

export interface GatedImage {
  readonly container: string;
  /** As whoever runs it pulls it. */
  readonly image: string;
}

export type CountedSeverity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
