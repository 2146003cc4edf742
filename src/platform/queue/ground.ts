import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { PlatformProfile } from '../../vocabulary';
import { DashboardSection } from '../observability';

/** What a queue needs of the platform, whichever that is. */
export interface QueueGround {
  readonly profile: PlatformProfile;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  _observe(what: Construct, section: DashboardSection): void;
}
