/** What ECR is asked about images, and what it answers: as much of it as decides whether they may run. */

/** Just enough of a client whose types are not among the development dependencies. */
export interface Ecr {
  batchGetImage(input: ImageInput<'imageIds'>): Promise<FoundImages>;
  describeImageScanFindings(input: ImageInput<'imageId'>): Promise<ScanResults>;
  startImageScan(input: ImageInput<'imageId'>): Promise<unknown>;
}

interface ImageId {
  readonly imageDigest?: string;
  readonly imageTag?: string;
}

type ImageInput<Name extends 'imageId' | 'imageIds'> = {
  readonly registryId: string;
  readonly repositoryName: string;
  readonly acceptedMediaTypes?: string[];
  readonly nextToken?: string;
  readonly maxResults?: number;
} & { readonly [Key in Name]: Name extends 'imageId' ? ImageId : ImageId[] };

export interface FoundImages {
  readonly images?: { readonly imageId?: ImageId; readonly imageManifest?: string; readonly imageManifestMediaType?: string }[];
  readonly failures?: { readonly failureCode?: string; readonly failureReason?: string }[];
}

export interface ScanResults {
  readonly imageScanStatus?: { readonly status?: string; readonly description?: string };
  readonly imageScanFindings?: {
    readonly findings?: BasicFinding[];
    readonly enhancedFindings?: EnhancedFinding[];
    readonly findingSeverityCounts?: Readonly<Record<string, number>>;
    readonly imageScanCompletedAt?: Date;
  };
  readonly nextToken?: string;
}

export interface BasicFinding {
  readonly name?: string;
  readonly severity?: string;
  readonly attributes?: { readonly key?: string; readonly value?: string }[];
}

export interface EnhancedFinding {
  readonly title?: string;
  readonly severity?: string;
  readonly status?: string;
  readonly packageVulnerabilityDetails?: {
    readonly vulnerabilityId?: string;
    readonly vulnerablePackages?: { readonly name?: string; readonly version?: string; readonly fixedInVersion?: string }[];
  };
}
