/**
 * What happens to the images of a repository, as events.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/**
 * How bad a vulnerability is.
 */
export enum VulnerabilitySeverity {
  /** Act now. */
  CRITICAL = 'CRITICAL',
  /** Act soon. */
  HIGH = 'HIGH',
  /** Act with the next release. */
  MEDIUM = 'MEDIUM',
  /** Know about it. */
  LOW = 'LOW',
}

/**
 * What is told about vulnerabilities.
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

/** From the worst down. */
const SEVERITIES = [VulnerabilitySeverity.CRITICAL, VulnerabilitySeverity.HIGH, VulnerabilitySeverity.MEDIUM, VulnerabilitySeverity.LOW];

/** Calls that change images or the repository; those that only look are left out. */
const CHANGES = [
  'BatchDeleteImage', 'DeleteLifecyclePolicy', 'DeleteRepository', 'DeleteRepositoryPolicy', 'PutImage', 'PutImageScanningConfiguration',
  'PutImageTagMutability', 'PutLifecyclePolicy', 'SetRepositoryPolicy', 'TagResource', 'UntagResource', 'UpdateImageStorageClass',
];

const field = (path: string) => events.EventField.fromPath(path);

export class ImageEvents {
  constructor(private readonly repository: ecr.IRepository) {}

  public onAction(scope: Construct, id: string, action: 'PUSH' | 'DELETE', options: events.OnEventOptions): events.Rule {
    return this.rule(scope, id, options, {
      source: ['aws.ecr'],
      detailType: ['ECR Image Action'],
      detail: { 'repository-name': [this.repository.repositoryName], 'action-type': [action], 'result': ['SUCCESS'] },
    });
  }

  public onScan(scope: Construct, id: string, options: events.OnEventOptions): events.Rule {
    return this.rule(scope, id, options, this.scans());
  }

  public onChange(scope: Construct, id: string, options: events.OnEventOptions): events.Rule {
    return this.rule(scope, id, options, {
      source: ['aws.ecr'],
      detailType: ['AWS API Call via CloudTrail'],
      detail: {
        eventName: CHANGES,
        // Tags are of any resource, which is called by its ARN.
        $or: [
          { requestParameters: { repositoryName: [this.repository.repositoryName] } },
          { requestParameters: { resourceArn: [this.repository.repositoryArn] } },
        ],
      },
    });
  }

  public notify(scope: Construct, id: string, topic: sns.ITopic, options: VulnerabilityOptions): events.Rule {
    const { severity = VulnerabilitySeverity.HIGH, tolerated = 0 } = options;
    const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
    const rule = this.rule(scope, id, { description: `Images of ${this.repository.node.path} with vulnerabilities of ${counted.join(', ')}` }, this.scans({
      $or: counted.map(each => ({ 'finding-severity-counts': { [each]: [{ numeric: ['>', tolerated] }] } })),
    }));
    const lines = [
      `Vulnerabilities in an image of ${field('$.detail.repository-name')}: ${field('$.detail.finding-severity-counts')}`,
      `Image: ${field('$.detail.image-digest')} with the tags ${field('$.detail.image-tags')}`,
    ];
    rule.addTarget(new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromMultilineText(lines.join('\n')) }));
    Annotations.of(rule).acknowledgeWarning('@aws-cdk/aws-events:ruleUnresolvedEnvironment', 'EventBridge publishes to topics of its own region only.');
    return rule;
  }

  /** ECR calls the repository by its name, and Inspector by its ARN. */
  private scans(narrower: object = {}): events.EventPattern {
    const { repositoryName, repositoryArn } = this.repository;
    return {
      source: ['aws.ecr', 'aws.inspector2'],
      detailType: ['ECR Image Scan', 'Inspector2 Scan'],
      detail: { 'repository-name': [repositoryName, repositoryArn], ...narrower },
    };
  }

  private rule(scope: Construct, id: string, options: events.OnEventOptions, pattern: events.EventPattern): events.Rule {
    const { target, eventPattern, ...rest } = options;
    const rule = new events.Rule(scope, id, { ...rest, eventPattern: pattern });
    if (eventPattern) {
      rule.addEventPattern(eventPattern);
    }
    rule.addTarget(target);
    return rule;
  }
}
