/**
 * Everything that can be heard about images, wherever they are.
 */
import * as events from 'aws-cdk-lib/aws-events';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { atLeast, checkTolerance, FindingOptions, ImageChangeOptions, ImageEvents, VulnerabilityOptions } from './image-events';
import { makeMessenger, makeRule, MESSAGES } from './image-messages';
import { finding, refuse } from '../../findings';
import { VulnerabilitySeverity } from '../../vocabulary';

/**
 * What happens to images, of one repository or of all in a registry: rules of EventBridge, made when they are asked for.
 *
 * ECR sends its events as well as it can, which is not a promise. A pattern in the options may name further fields; for the fields
 * of the rule it would add to what is heard.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
 */
export abstract class ImageEventSource extends Construct {
  /**
   * A rule for images that have been pushed.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onPush(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.action('PUSH'), options);
  }

  /**
   * A rule for images that have been deleted, by people or by a lifecycle policy.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onDelete(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.action('DELETE'), options);
  }

  /**
   * A rule for images that have been moved to the archive, from which they cannot be pulled.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onArchive(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.action('UPDATE_STORAGE_CLASS', { 'target-storage-class': ['ARCHIVE'] }), options);
  }

  /**
   * A rule for scans that are done, by ECR or, with enhanced scanning, by Inspector, whatever they found. Of the scans of Inspector
   * only the first of each image is told; what becomes known later are findings.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onScan(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.scans(), options);
  }

  /**
   * A rule for single vulnerabilities that Inspector finds in images, or sees closed. There are such events with enhanced scanning
   * only; throws where the registry is known to have basic scanning.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   * @see https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html
   */
  public onFinding(id: string, options: events.OnEventOptions = {}): events.Rule {
    this.expectInspector();
    return makeRule(this, id, this._events.findings(), options);
  }

  /**
   * A rule for images that were copied to here from another registry, or should have been.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onReplication(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.replications(), options);
  }

  /**
   * A rule for calls of the API that change something, with who made them, those that were refused included. There are such events
   * only where a trail of CloudTrail records management events.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/logging-using-cloudtrail.html
   */
  public onChange(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.changes(), options);
  }

  /**
   * Tells people about images in which a scan found more than is all right: one message for each scan. EventBridge is let into the
   * topic and its key, as far as they are made here.
   *
   * Throws if the topic is in another region, or if the number is none.
   *
   * @param id id of the rule
   * @param topic who is told
   * @param options how much is all right
   */
  public notifyOfVulnerabilities(id: string, topic: sns.ITopic, options: VulnerabilityOptions = {}): events.Rule {
    const counted = atLeast(options.severity ?? VulnerabilitySeverity.HIGH);
    return makeMessenger(this, id, this._events.vulnerable(options), topic, {
      description: `Images of ${this._events.subject} with vulnerabilities of ${counted.join(', ')}`,
      lines: MESSAGES.vulnerable(),
      findings: checkTolerance(options.tolerated ?? 0),
    });
  }

  /**
   * Tells people about single vulnerabilities that Inspector finds, those that become known long after the push included: one message
   * for each vulnerability of each image. Needs enhanced scanning; throws where the registry is known to have basic scanning, or if the
   * topic is in another region.
   *
   * @param id id of the rule
   * @param topic who is told
   * @param options which ones
   */
  public notifyOfFindings(id: string, topic: sns.ITopic, options: FindingOptions = {}): events.Rule {
    this.expectInspector();
    return makeMessenger(this, id, this._events.grave(options), topic, {
      description: `Findings of ${atLeast(options.severity ?? VulnerabilitySeverity.CRITICAL).join(', ')} in images of ${this._events.subject}`,
      lines: MESSAGES.finding(),
    });
  }

  /**
   * Tells people who changed something, or tried to: policies, settings, deleted images. Needs a trail of CloudTrail that records
   * management events. Throws if the topic is in another region.
   *
   * @param id id of the rule
   * @param topic who is told
   * @param options whether pushes are told, too
   */
  public notifyOfChanges(id: string, topic: sns.ITopic, options: ImageChangeOptions = {}): events.Rule {
    return makeMessenger(this, id, this._events.changes({ withPushes: options.withPushes ?? false }), topic, {
      description: `Who changed ${this._events.subject}`,
      lines: MESSAGES.change(),
    });
  }

  /** @internal */
  protected abstract get _events(): ImageEvents;

  private expectInspector(): void {
    refuse(this, this._events.scanner === 'BASIC' ? [finding('FindingsNeedInspector', 'scanning', {})] : []);
  }
}
