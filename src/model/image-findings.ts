import { Duration } from 'aws-cdk-lib/core';

/** What may be wrong with the images of a workload for a deployment to go on. */
export interface ImageFindingsSpec {
  /** The mildest findings for which a deployment fails. */
  readonly severity: FindingSeverity;
  /** Findings that do not count, by id. */
  readonly ignore: readonly string[];
  /** What becomes of images in ECR that have no results. */
  readonly unscanned: UnknownImages;
  /** What becomes of images that are in no private repository of ECR. */
  readonly elsewhere: UnknownImages;
  /** For how long the end of a scan is waited for. */
  readonly patience: Duration;
  /** Images are asked about in each deployment, not only in those that change something about them. */
  readonly eachDeployment: boolean;
}

export type FindingSeverity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW';

export type UnknownImages = 'refuse' | 'accept';

export type ImageFindingsDraft = Pick<ImageFindingsSpec, 'severity'> & Partial<ImageFindingsSpec>;
