import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { handleOf } from './handle-of';
import { right } from './right';
import { SecretSource } from './secret-source';
import { Handle, RoutedLoggingDraft } from '../model';
import { compact } from '../private/compact';

/**
 * Records in a CloudWatch log group.
 */
export interface LogGroupDestinationOptions {
  /**
   * An existing log group; its own retention applies.
   * @default - the workload gets a log group of its own
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the records are kept. Without effect on an existing group.
   * @default - as the platform's profile says
   */
  readonly retention?: logs.RetentionDays;
}

/**
 * Records as objects in a bucket.
 */
export interface BucketDestinationOptions {
  /**
   * What the keys of all objects begin with, without a slash at the end. The name of the container, the time and a random part come
   * after it.
   * @default - 'logs'
   */
  readonly prefix?: string;

  /**
   * The key that encrypts objects of the bucket, where the bucket does not say it itself, for example because it was imported.
   * @default - the bucket's own
   */
  readonly encryptionKeyArn?: string;
}

/**
 * Records in an index of OpenSearch.
 */
export interface OpenSearchDestinationOptions {
  /** The index. */
  readonly index: string;
}

/**
 * Events in Splunk.
 */
export interface SplunkDestinationOptions {
  /** Name of the host of the HTTP event collector, for example `http-inputs-acme.splunkcloud.com`. */
  readonly host: string;

  /**
   * Its port.
   * @default 443
   */
  readonly port?: number;

  /** The token of the HTTP event collector. */
  readonly token: SecretSource;

  /**
   * The index.
   * @default - the token's
   */
  readonly index?: string;

  /**
   * The source type.
   * @default - the token's
   */
  readonly sourceType?: string;
}

/**
 * Logs in Datadog.
 */
export interface DatadogDestinationOptions {
  /** The API key. */
  readonly apiKey: SecretSource;

  /**
   * The site of the account, for example `datadoghq.eu`.
   * @default - 'datadoghq.com'
   */
  readonly site?: string;

  /**
   * The service, by which Datadog connects logs with traces.
   * @default - none
   */
  readonly service?: string;

  /**
   * The technology that writes the logs, for example `java`, by which Datadog chooses how to read them.
   * @default - none
   */
  readonly source?: string;

  /**
   * Tags of all lines.
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

/**
 * Options of any other destination.
 */
export interface PluginDestinationOptions {
  /**
   * Options of the plugin, as Fluent Bit calls them.
   * @default - none
   */
  readonly options?: { [name: string]: string };

  /**
   * Options whose values are kept elsewhere and read when the router starts.
   * @default - none
   */
  readonly secretOptions?: { [name: string]: SecretSource };

  /**
   * What the router may do in your account. It does so with the identity of the workload.
   * @default - nothing
   */
  readonly permissions?: iam.PolicyStatement[];
}

type DestinationDraft = Pick<RoutedLoggingDraft, 'options' | 'secretOptions' | 'toGroup' | 'group' | 'retentionDays' | 'permissions'>;

/**
 * Where a router of logs sends the records.
 *
 * The router speaks to it with the identity of the workload, which gets the permission for exactly that. The way through the network
 * is not opened for you.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export class LogDestination {
  /**
   * A CloudWatch log group. Streams are called `<workload>/<container>-firelens-<task>`.
   *
   * Choose it over `Logging.logGroup()` where lines have to be parsed, put together or left out before they are paid for.
   *
   * @param options which group, and how long
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/cloudwatch
   */
  public static logGroup(options: LogGroupDestinationOptions = {}): LogDestination {
    const group = options.logGroup && handleOf(options.logGroup);
    return new LogDestination({ options: {}, secretOptions: {}, toGroup: true, group, retentionDays: options.retention, permissions: [] });
  }

  /**
   * A stream of Amazon Data Firehose, which delivers to S3, Redshift, OpenSearch and many others.
   *
   * @param stream the stream; its sources must be direct puts
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/firehose
   */
  public static firehose(stream: firehose.IDeliveryStream): LogDestination {
    return LogDestination.of({
      Name: 'kinesis_firehose', region: stream.env.region, delivery_stream: stream.deliveryStreamName,
    }, {}, [right(['firehose:PutRecordBatch'], [stream.deliveryStreamArn])]);
  }

  /**
   * Objects in a bucket: one for each container and about ten minutes or 50 MiB, compressed. What a copy has not sent yet is on
   * its disk.
   *
   * @param bucket the bucket
   * @param options what the keys begin with
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/s3
   */
  public static s3(bucket: s3.IBucket, options: BucketDestinationOptions = {}): LogDestination {
    const { prefix = 'logs', encryptionKeyArn = bucket.encryptionKey?.keyArn } = options;
    return LogDestination.of({
      Name: 's3',
      region: bucket.env.region,
      bucket: bucket.bucketName,
      s3_key_format: `/${prefix}/$TAG[0]/%Y/%m/%d/%H-%M-%S-$UUID.gz`,
      compression: 'gzip',
      total_file_size: '50M',
      upload_timeout: '10m',
      store_dir: '/tmp/s3',
    }, {}, [
      right(['s3:PutObject'], [`${bucket.bucketArn}/${prefix}/*`], 'The keys of new objects are made up of names, times and chance, and begin alike.'),
      ...encryptionKeyArn ? [right(['kms:Decrypt', 'kms:GenerateDataKey'], [encryptionKeyArn])] : [],
    ]);
  }

  /**
   * A domain of Amazon OpenSearch Service. Open its security group for the workload where it is in a network.
   *
   * @param domain the domain
   * @param options the index
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/opensearch
   */
  public static openSearch(domain: opensearch.IDomain, options: OpenSearchDestinationOptions): LogDestination {
    return LogDestination.of({
      Name: 'opensearch',
      Host: domain.domainEndpoint,
      Port: '443',
      tls: 'On',
      AWS_Auth: 'On',
      AWS_Region: domain.env.region,
      Index: options.index,
      Suppress_Type_Name: 'On',
    }, {}, [right(['es:ESHttpPost'], [`${domain.domainArn}/_bulk`])]);
  }

  /**
   * The HTTP event collector of Splunk.
   *
   * @param options where it is, and the token
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/splunk
   */
  public static splunk(options: SplunkDestinationOptions): LogDestination {
    const { host, port = 443, token, index, sourceType } = options;
    return LogDestination.of({
      Name: 'splunk', Host: host, Port: `${port}`, TLS: 'On', Event_Index: index, Event_Sourcetype: sourceType,
    }, { Splunk_Token: token });
  }

  /**
   * Datadog.
   *
   * @param options the site, the API key, and what Datadog should know
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/datadog
   */
  public static datadog(options: DatadogDestinationOptions): LogDestination {
    const { apiKey, site = 'datadoghq.com', service, source, tags = {} } = options;
    const words = Object.entries(tags).map(([name, value]) => `${name}:${value}`);
    return LogDestination.of({
      Name: 'datadog',
      Host: `http-intake.logs.${site}`,
      TLS: 'on',
      compress: 'gzip',
      provider: 'ecs',
      dd_service: service,
      dd_source: source,
      dd_tags: words.length > 0 ? words.join(',') : undefined,
    }, { apikey: apiKey });
  }

  /**
   * Whatever Fluent Bit has an output plugin for.
   *
   * @param name of the plugin, for example `newrelic` or `loki`
   * @param options its options, those that are secret, and permissions it needs
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs
   */
  public static plugin(name: string, options: PluginDestinationOptions = {}): LogDestination {
    const permissions = (options.permissions ?? []).map(statement => new Handle(`Allow ${statement.actions.join(', ')}`, statement));
    return LogDestination.of({ Name: name, ...options.options }, options.secretOptions, permissions);
  }

  private static of(
    options: { [name: string]: string | undefined }, secretOptions: { [name: string]: SecretSource } = {}, permissions: readonly Handle[] = [],
  ): LogDestination {
    const secrets = Object.fromEntries(Object.entries(secretOptions).map(([name, source]) => [name, source._toSpec()]));
    return new LogDestination({ options: compact(options) as Record<string, string>, secretOptions: secrets, toGroup: false, permissions });
  }

  private constructor(private readonly draft: DestinationDraft) {}

  /** @internal */
  public _toDraft(): DestinationDraft {
    return this.draft;
  }
}
