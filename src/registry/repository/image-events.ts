/**
 * What happens to images, as patterns of events: of one repository, or of all that a registry has.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced-events.html
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as events from 'aws-cdk-lib/aws-events';
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';
import { VulnerabilitySeverity } from '../../vocabulary';

/**
 * What is told about vulnerabilities of an image.
 */
export interface VulnerabilityOptions {
  /**
   * The mildest vulnerabilities that count.
   * @default VulnerabilitySeverity.HIGH
   */
  readonly severity?: VulnerabilitySeverity;

  /**
   * As many vulnerabilities of one severity in an image are all right.
   * @default 0
   */
  readonly tolerated?: number;
}

/**
 * Which single vulnerabilities are told.
 */
export interface FindingOptions {
  /**
   * The mildest vulnerabilities that are told.
   * @default VulnerabilitySeverity.CRITICAL
   */
  readonly severity?: VulnerabilitySeverity;

  /**
   * Whether only those are told that a newer version of the package mends.
   * @default false
   */
  readonly fixableOnly?: boolean;
}

/**
 * Which changes are told.
 */
export interface ImageChangeOptions {
  /**
   * Whether pushes are told, too.
   * @default false
   */
  readonly withPushes?: boolean;
}

/** Who scans: with enhanced scanning the events of Inspector replace those of ECR. */
export type Scanner = 'BASIC' | 'ENHANCED';

/** From the worst down. */
const SEVERITIES = [VulnerabilitySeverity.CRITICAL, VulnerabilitySeverity.HIGH, VulnerabilitySeverity.MEDIUM, VulnerabilitySeverity.LOW];

/** Calls that change images or the repository; those that only look are left out. */
const REPOSITORY_CHANGES = [
  'BatchDeleteImage', 'DeleteLifecyclePolicy', 'DeleteRepository', 'DeleteRepositoryPolicy', 'PutImage', 'PutImageScanningConfiguration',
  'PutImageTagMutability', 'PutLifecyclePolicy', 'SetRepositoryPolicy', 'TagResource', 'UntagResource', 'UpdateImageStorageClass',
];

/** Calls that change what a registry says about all repositories, and those that make one. */
const REGISTRY_CHANGES = [
  'CreatePullThroughCacheRule', 'CreateRepository', 'CreateRepositoryCreationTemplate', 'DeletePullThroughCacheRule', 'DeleteRegistryPolicy',
  'DeleteRepositoryCreationTemplate', 'DeleteSigningConfiguration', 'DeregisterPullTimeUpdateExclusion', 'PutAccountSetting',
  'PutRegistryPolicy', 'PutRegistryScanningConfiguration', 'PutReplicationConfiguration', 'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion', 'UpdatePullThroughCacheRule', 'UpdateRepositoryCreationTemplate',
];

const SCANS: Record<Scanner, { readonly source: string; readonly detailType: string }> = {
  BASIC: { source: 'aws.ecr', detailType: 'ECR Image Scan' },
  ENHANCED: { source: 'aws.inspector2', detailType: 'Inspector2 Scan' },
};

/** All severities from the worst to one. */
export function atLeast(severity: VulnerabilitySeverity): VulnerabilitySeverity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
}

/** A number of vulnerabilities that nobody can have. */
export function checkTolerance(tolerated: number): Finding[] {
  const valid = Token.isUnresolved(tolerated) || (Number.isInteger(tolerated) && tolerated >= 0);
  return valid ? [] : [finding('OutOfRange', 'options.tolerated', {
    what: 'the number of vulnerabilities that are all right', given: tolerated, min: 0, whole: true, nearest: Math.max(0, Math.round(tolerated) || 0),
  })];
}

/** The patterns. Without a repository they are for all that the account has in the region. */
export class ImageEvents {
  /** What the events are of, in descriptions. */
  public readonly subject: string;

  /**
   * @param repository whose images; all if undefined
   * @param scanner who scans them; either one if nobody knows
   */
  constructor(private readonly repository?: ecr.IRepository, public readonly scanner?: Scanner) {
    this.subject = repository ? repository.node.path : 'any repository';
  }

  /** Images that came, went or were moved to the archive. */
  public action(type: 'PUSH' | 'DELETE' | 'UPDATE_STORAGE_CLASS', narrower: object = {}): events.EventPattern {
    return { source: ['aws.ecr'], detailType: ['ECR Image Action'], detail: { ...this.byName(), 'action-type': [type], 'result': ['SUCCESS'], ...narrower } };
  }

  /** Scans that are done. ECR calls the repository by its name, and Inspector by its ARN. */
  public scans(narrower: object = {}): events.EventPattern {
    const by = this.scanner ? [SCANS[this.scanner]] : Object.values(SCANS);
    const names = this.repository ? [this.repository.repositoryName, this.repository.repositoryArn] : [{ exists: true }];
    return { source: by.map(({ source }) => source), detailType: by.map(({ detailType }) => detailType), detail: { 'repository-name': names, ...narrower } };
  }

  /** Scans that found more than is all right. */
  public vulnerable({ severity = VulnerabilitySeverity.HIGH, tolerated = 0 }: VulnerabilityOptions): events.EventPattern {
    return this.scans({ $or: atLeast(severity).map(each => ({ 'finding-severity-counts': { [each]: [{ numeric: ['>', tolerated] }] } })) });
  }

  /** Single vulnerabilities that Inspector knows of, in images. */
  public findings(narrower: object = {}): events.EventPattern {
    const name = this.repository && { details: { awsEcrContainerImage: { repositoryName: [this.repository.repositoryName] } } };
    return {
      source: ['aws.inspector2'],
      detailType: ['Inspector2 Finding'],
      detail: { resources: { type: ['AWS_ECR_CONTAINER_IMAGE'], ...name }, ...narrower },
    };
  }

  /** Single vulnerabilities that are worth a message. */
  public grave({ severity = VulnerabilitySeverity.CRITICAL, fixableOnly = false }: FindingOptions): events.EventPattern {
    return this.findings({ status: ['ACTIVE'], severity: atLeast(severity), ...fixableOnly ? { fixAvailable: ['YES', 'PARTIAL'] } : {} });
  }

  /** Images that were copied to here, or could not be. */
  public replications(): events.EventPattern {
    return { source: ['aws.ecr'], detailType: ['ECR Replication Action'], detail: this.repository ? this.byName() : undefined };
  }

  /** Images that were pulled through a cache, or could not be. */
  public pulls(): events.EventPattern {
    return { source: ['aws.ecr'], detailType: ['ECR Pull Through Cache Action'] };
  }

  /** Copies of either kind that failed. */
  public failedCopies(): events.EventPattern {
    return {
      source: ['aws.ecr'],
      detailType: [...this.replications().detailType!, ...this.pulls().detailType!],
      detail: { $or: [{ result: ['FAILED'] }, { 'sync-status': [{ 'anything-but': ['SUCCESS'] }] }] },
    };
  }

  /** Calls that changed something, or were meant to. */
  public changes({ withPushes = true }: ImageChangeOptions = {}): events.EventPattern {
    const names = [...REPOSITORY_CHANGES, ...this.repository ? [] : REGISTRY_CHANGES].filter(name => withPushes || name !== 'PutImage');
    // Tags are of any resource, which is called by its ARN.
    const named = this.repository && {
      $or: [
        { requestParameters: { repositoryName: [this.repository.repositoryName] } },
        { requestParameters: { resourceArn: [this.repository.repositoryArn] } },
      ],
    };
    return { source: ['aws.ecr'], detailType: ['AWS API Call via CloudTrail'], detail: { eventName: names, ...named } };
  }

  private byName(): object {
    return this.repository ? { 'repository-name': [this.repository.repositoryName] } : {};
  }
}
