import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledgeOrganization, allow, grantManage, grantPull, grantPush, pullByAccount, pullByOrganization, pullByService } from './access';
import { alarmOnImages, alarmOnNoPulls, alarmOnPulls, ImageCountAlarmOptions, PullAlarmOptions, UnusedAlarmOptions } from './image-alarms';
import { ImageEventSource } from './image-event-source';
import { ImageEvents } from './image-events';
import { ImagePuller } from './image-puller';

/**
 * What can be done with any repository, whoever made it: grants, events and metrics.
 */
export abstract class ImageRepositoryBase extends ImageEventSource {
  /**
   * Lets a principal sign in to the registry and pull images.
   *
   * @param grantee for example the execution role of a task, or the access role of an App Runner service
   */
  public grantPull(grantee: iam.IGrantable): iam.Grant {
    return grantPull(this._repository, grantee);
  }

  /**
   * Lets a principal sign in to the registry and push images. To use pushed images as a build cache, grant pull as well.
   *
   * @param grantee for example the role of a pipeline
   */
  public grantPush(grantee: iam.IGrantable): iam.Grant {
    return grantPush(this._repository, grantee);
  }

  /**
   * Lets a principal look at images and scan results, scan again and delete images; it may not change the repository.
   * With enhanced scanning Inspector keeps the results, which are readable for the whole account or not at all.
   *
   * @param grantee for example the role of an operator
   */
  public grantManage(grantee: iam.IGrantable): iam.Grant {
    return grantManage(this._repository, grantee);
  }

  /**
   * Lets another account pull. Its principals still need the permission of their own account. Throws if it is no account id, or if
   * the policy of the repository cannot be changed here.
   *
   * @param accountId twelve digits
   */
  public allowPullFromAccount(accountId: string): void {
    allow(this, this._repository, pullByAccount(this, accountId));
  }

  /**
   * Lets all accounts of an organization pull. Throws if it is no organization id, or if the policy of the repository cannot be
   * changed here.
   *
   * @param organizationId for example `o-a1b2c3d4e5`
   */
  public allowPullFromOrganization(organizationId: string): void {
    allow(this, this._repository, pullByOrganization(this, organizationId));
    acknowledgeOrganization(this._repository);
  }

  /**
   * Lets a service of AWS pull by itself, for resources of one account. Throws if the policy of the repository cannot be changed here.
   *
   * Services that pull with a role of yours, such as App Runner and Elastic Beanstalk, need `grantPull()` for it.
   *
   * @param puller which service, and for whom
   */
  public allowPullFromService(puller: ImagePuller): void {
    pullByService(this, puller).forEach(statement => allow(this, this._repository, statement));
  }

  /**
   * How often images were pulled. An image that nobody pulls is not an image that nobody runs.
   *
   * @param options how the metric is to be read
   * @default - the sum in five minutes
   */
  public metricPulls(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/ECR',
      metricName: 'RepositoryPullCount',
      dimensionsMap: { RepositoryName: this._repository.repositoryName },
      statistic: 'Sum',
      ...options,
    }).attachTo(this);
  }

  /**
   * How many images there are. ECR counts for its quotas, about every five minutes; it has no metric of storage.
   *
   * @param options how the metric is to be read
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/monitoring-usage.html
   * @default - the most in five minutes
   */
  public metricImages(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Usage',
      metricName: 'ResourceCount',
      dimensionsMap: { Service: 'ECR', Type: 'RESOURCE', Resource: 'ImagesPerRepositoryCount', ResourceId: `repository/${this._repository.repositoryName}` },
      statistic: 'Maximum',
      ...options,
    }).attachTo(this);
  }

  /**
   * An alarm that goes off when images are pulled too often, for example by tasks that start again and again. Throws if the number or
   * the time is out of range, or if the topic is in another region.
   *
   * @param id id of the alarm
   * @param options how often is too often, and who is told
   */
  public alarmOnPulls(id: string, options: PullAlarmOptions): cloudwatch.Alarm {
    return alarmOnPulls(this, id, this.metricPulls(), options);
  }

  /**
   * An alarm that goes off when nobody has pulled an image for days. It starts gone off, until somebody pulls for the first time.
   * Whoever runs the same tasks for longer pulls nothing either: that nobody pulls does not say that nobody needs the images. Throws
   * if the time is out of range, or if the topic is in another region.
   *
   * @param id id of the alarm
   * @param options how long is too long, and who is told
   */
  public alarmOnNoPulls(id: string, options: UnusedAlarmOptions = {}): cloudwatch.Alarm {
    return alarmOnNoPulls(this, id, this.metricPulls(), options);
  }

  /**
   * An alarm that goes off when there are too many images: a repository that has as many as its quota says takes no more pushes.
   * Throws if the number is out of range, or if the topic is in another region.
   *
   * @param id id of the alarm
   * @param options how many are too many, and who is told
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
   */
  public alarmOnImages(id: string, options: ImageCountAlarmOptions): cloudwatch.Alarm {
    return alarmOnImages(this, id, this.metricImages(), options);
  }

  /** @internal */
  protected abstract get _repository(): ecr.IRepository;

  /** @internal */
  protected get _events(): ImageEvents {
    return new ImageEvents(this._repository);
  }
}
