import * as logs from 'aws-cdk-lib/aws-logs';
import { compact } from '../private/compact';

/**
 * The defaults in which production and development differ.
 */
export interface PlatformProfileOptions {
  /**
   * A NAT gateway in every zone instead of one for all of them.
   * @default - as in the profile that is varied
   */
  readonly natPerZone?: boolean;

  /**
   * Copies of a service that does not say how many it wants.
   * @default - as in the profile that is varied
   */
  readonly desiredCount?: number;

  /**
   * How long logs are kept.
   * @default - as in the profile that is varied
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Load balancers and other shared entry points refuse to be deleted.
   * @default - as in the profile that is varied
   */
  readonly deletionProtection?: boolean;

  /**
   * Things that hold data (file systems, repositories, logs, keys) outlive the stack.
   * @default - as in the profile that is varied
   */
  readonly retainData?: boolean;

  /**
   * Data at rest is encrypted with KMS keys of your own account instead of keys that AWS owns.
   * @default - as in the profile that is varied
   */
  readonly customerManagedKeys?: boolean;

  /**
   * VPC flow logs and load balancer access logs are kept.
   * @default - as in the profile that is varied
   */
  readonly trafficLogs?: boolean;

  /**
   * Container Insights with enhanced observability.
   * @default - as in the profile that is varied
   */
  readonly containerInsights?: boolean;

  /**
   * Events of tasks that stopped, of services in trouble and of deployments that failed are kept.
   * @default - as in the profile that is varied
   */
  readonly taskEvents?: boolean;

  /**
   * Alarms are made for each service from its own metrics, and roll a bad deployment back.
   * @default - as in the profile that is varied
   */
  readonly alarms?: boolean;

  /**
   * The platform and its workloads are shown on dashboards.
   * @default - as in the profile that is varied
   */
  readonly dashboard?: boolean;

  /**
   * The questions that are asked most about the logs of a workload are saved.
   * @default - as in the profile that is varied
   */
  readonly savedQueries?: boolean;

  /**
   * Services are deployed again when a secret of theirs changes, where the platform can.
   * @default - as in the profile that is varied
   */
  readonly redeployOnRotation?: boolean;

  /**
   * Refuse images named by a tag that is moved by habit, such as `latest`, or that its repository lets move.
   * @default - as in the profile that is varied
   */
  readonly pinnedImages?: boolean;
}

/**
 * The set of defaults a platform and everything on it starts from.
 *
 * A profile only changes defaults: whatever you set on a construct wins.
 */
export class PlatformProfile {
  /**
   * For what must stay up: a NAT gateway in each zone, two copies of each service, logs for three months, customer
   * managed keys, traffic logs, events of tasks, Container Insights, alarms, dashboards, saved queries, deletion protection,
   * new copies when secrets change, no images that change under their name; data outlives the stack.
   */
  public static readonly PRODUCTION = new PlatformProfile('production', {
    natPerZone: true,
    desiredCount: 2,
    logRetention: logs.RetentionDays.THREE_MONTHS,
    deletionProtection: true,
    retainData: true,
    customerManagedKeys: true,
    trafficLogs: true,
    containerInsights: true,
    taskEvents: true,
    alarms: true,
    dashboard: true,
    savedQueries: true,
    redeployOnRotation: true,
    pinnedImages: true,
  });

  /**
   * For what is thrown away: one NAT gateway, one copy of each service, logs for a week, keys that AWS owns, no traffic
   * logs, no alarms and no dashboards; deleting the stack leaves nothing behind.
   */
  public static readonly DEVELOPMENT = new PlatformProfile('development', {
    natPerZone: false,
    desiredCount: 1,
    logRetention: logs.RetentionDays.ONE_WEEK,
    deletionProtection: false,
    retainData: false,
    customerManagedKeys: false,
    trafficLogs: false,
    containerInsights: false,
    taskEvents: false,
    alarms: false,
    dashboard: false,
    savedQueries: false,
    redeployOnRotation: false,
    pinnedImages: false,
  });

  /** Name of the profile, for descriptions and tags. */
  public readonly profileName: string;

  /** Whether there is a NAT gateway in every zone. */
  public readonly natPerZone: boolean;

  /** Copies of a service that does not say how many it wants. */
  public readonly desiredCount: number;

  /** How long logs are kept. */
  public readonly logRetention: logs.RetentionDays;

  /** Whether load balancers refuse to be deleted. */
  public readonly deletionProtection: boolean;

  /** Whether things that hold data outlive the stack. */
  public readonly retainData: boolean;

  /** Whether data at rest is encrypted with keys of your own account. */
  public readonly customerManagedKeys: boolean;

  /** Whether flow logs and access logs are kept. */
  public readonly trafficLogs: boolean;

  /** Whether Container Insights is on. */
  public readonly containerInsights: boolean;

  /** Whether events of tasks, services and deployments are kept. */
  public readonly taskEvents: boolean;

  /** Whether alarms are made for each service. */
  public readonly alarms: boolean;

  /** Whether the platform and its workloads are shown on dashboards. */
  public readonly dashboard: boolean;

  /** Whether questions about the logs of workloads are saved. */
  public readonly savedQueries: boolean;

  /** Whether services are deployed again when a secret of theirs changes. */
  public readonly redeployOnRotation: boolean;

  /** Whether images named by a tag that is moved by habit, or that its repository lets move, are refused. */
  public readonly pinnedImages: boolean;

  private constructor(profileName: string, options: Required<PlatformProfileOptions>) {
    this.profileName = profileName;
    this.natPerZone = options.natPerZone;
    this.desiredCount = options.desiredCount;
    this.logRetention = options.logRetention;
    this.deletionProtection = options.deletionProtection;
    this.retainData = options.retainData;
    this.customerManagedKeys = options.customerManagedKeys;
    this.trafficLogs = options.trafficLogs;
    this.containerInsights = options.containerInsights;
    this.taskEvents = options.taskEvents;
    this.alarms = options.alarms;
    this.dashboard = options.dashboard;
    this.savedQueries = options.savedQueries;
    this.redeployOnRotation = options.redeployOnRotation;
    this.pinnedImages = options.pinnedImages;
  }

  /**
   * A profile that differs from this one in the given defaults.
   *
   * @param profileName how the new profile is called in descriptions and tags
   * @param options the defaults that differ
   */
  public customize(profileName: string, options: PlatformProfileOptions): PlatformProfile {
    return new PlatformProfile(profileName, { ...this, ...compact(options) });
  }
}
