/**
 * What happens to the images of a whole registry.
 */
import * as events from 'aws-cdk-lib/aws-events';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ImageEventSource } from '../repository/image-event-source';
import { ImageEvents, Scanner } from '../repository/image-events';
import { makeMessenger, makeRule, MESSAGES } from '../repository/image-messages';

/**
 * What happens to the images of all repositories that an account has in a region, those to come included. Scans are heard of whoever
 * `scanning` names; of both if it names nobody.
 */
export abstract class ImageRegistryEvents extends ImageEventSource {
  /**
   * A rule for images that were pulled through a cache for the first time or anew, or could not be.
   *
   * @param id id of the rule
   * @param options its targets and description, and a pattern that looks closer
   */
  public onPullThrough(id: string, options: events.OnEventOptions = {}): events.Rule {
    return makeRule(this, id, this._events.pulls(), options);
  }

  /**
   * Tells people about images that could not be copied to here, from another registry or through a cache. What fails on its way to
   * another registry is an event of that one. Throws if the topic is in another region.
   *
   * @param id id of the rule
   * @param topic who is told
   */
  public notifyOfFailedCopies(id: string, topic: sns.ITopic): events.Rule {
    return makeMessenger(this, id, this._events.failedCopies(), topic, {
      description: 'Images that could not be copied to this registry',
      lines: MESSAGES.failedCopy(),
    });
  }

  /** @internal */
  protected get _scanner(): Scanner | undefined {
    return undefined;
  }

  /** @internal */
  protected get _events(): ImageEvents {
    return new ImageEvents(undefined, this._scanner);
  }
}
