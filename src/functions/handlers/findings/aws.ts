/** The operations of AWS that the gate in front of images uses, and nothing else. */
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Calls, reach } from '../calls';
import { clients } from '../clients';

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

export interface FindingsAws extends Calls<CloudFormation, 'describeStacks'> {
  /** Images are asked about where they are. */
  ecr(region: string): Ecr;
}

const OPTIONS = { maxAttempts: 2 };

/** What one invocation may take in all; the function itself has to be given more. */
const PATIENCE_MS = 90_000;

const regions = new Map<string, Ecr>();

/* eslint-disable @typescript-eslint/no-require-imports, import/no-extraneous-dependencies -- loaded late on purpose, from the Lambda runtime */
function clientIn(region: string): Ecr {
  const known = regions.get(region) ?? new (require('@aws-sdk/client-ecr') as { ECR: new (options: object) => Ecr }).ECR({ ...OPTIONS, region });
  regions.set(region, known);
  return known;
}
/* eslint-enable @typescript-eslint/no-require-imports, import/no-extraneous-dependencies */

/** For one invocation. However many images are asked about, and where, all of it ends at one time. */
export function findingsAws(): FindingsAws {
  const end = AbortSignal.timeout(PATIENCE_MS);
  return {
    ...reach<Calls<CloudFormation, 'describeStacks'>>([[clients.cloudFormation, ['describeStacks']]], end),
    ecr: region => reach<Ecr>([[() => clientIn(region), ['batchGetImage', 'describeImageScanFindings', 'startImageScan']]], end),
  };
}
