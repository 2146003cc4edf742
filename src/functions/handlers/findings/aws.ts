/** The operations of AWS that the gate in front of images uses, and nothing else. */
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { again } from '../again';
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

export interface FindingsAws {
  describeStacks(input: { readonly StackName: string }): ReturnType<CloudFormation['describeStacks']>;
  /** Images are asked about where they are. */
  ecr(region: string): Ecr;
}

const OPTIONS = { maxAttempts: 2 };

/** What one invocation may take in all; the function itself has to be given more. */
const PATIENCE_MS = 90_000;

const regions = new Map<string, Ecr>();

/* eslint-disable @typescript-eslint/no-require-imports -- loaded late on purpose, from the Lambda runtime */
function clientIn(region: string): Ecr {
  const known = regions.get(region) ?? new (require('@aws-sdk/client-ecr') as { ECR: new (options: object) => Ecr }).ECR({ ...OPTIONS, region });
  regions.set(region, known);
  return known;
}
/* eslint-enable @typescript-eslint/no-require-imports */

export function findingsAws(): FindingsAws {
  const options = { abortSignal: AbortSignal.timeout(PATIENCE_MS) };
  const patient = <Input, Output>(call: (input: Input, given: object) => Promise<Output>) => (input: Input) => again(() => call(input, options));
  return {
    describeStacks: patient((input: { readonly StackName: string }, given) => clients.cloudFormation().describeStacks(input, given)),
    ecr: region => {
      const client = clientIn(region) as unknown as Record<keyof Ecr, (input: unknown, given: object) => Promise<never>>;
      return {
        batchGetImage: patient((input, given) => client.batchGetImage(input, given)),
        describeImageScanFindings: patient((input, given) => client.describeImageScanFindings(input, given)),
        // Whether there have been too many scans does not change within a second.
        startImageScan: input => client.startImageScan(input, options),
      };
    },
  };
}
