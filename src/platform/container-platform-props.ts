import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { PlatformWorkloadDefaults } from './defaults';
import { Domain, IngressBase, NetworkIngressBase, Waf } from '../ingress';
import { Egress, INetwork } from '../network';
import { ImageRegistryBase } from '../registry';
import { PlatformProfile } from '../vocabulary';

/**
 * What every platform has.
 */
export interface ContainerPlatformProps {
  /**
   * The set of defaults everything on the platform starts from.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * The network. Give this or `vpc`, not both.
   * @default - a network is made, or `vpc` is used
   */
  readonly network?: INetwork;

  /**
   * An existing VPC, as a shorter way to say `network: Network.fromVpc(...)`.
   * @default - a network is made
   */
  readonly vpc?: ec2.IVpc;

  /**
   * How workloads reach the internet, when the platform makes the network. Refused with a network or VPC that exists.
   * @default - a NAT gateway in each zone in production, one in all in development
   */
  readonly egress?: Egress;

  /**
   * How public and internal load balancers prove who they are: a hosted zone, certificates, or, with a reason, not at all.
   * @default - none; a workload that is exposed needs one
   */
  readonly domain?: Domain;

  /**
   * Further domains of the public load balancer.
   * @default - none
   */
  readonly additionalDomains?: Domain[];

  /**
   * The same for internal load balancers only, for example a private hosted zone.
   * @default - as `domain`
   */
  readonly internalDomain?: Domain;

  /**
   * Web application firewall in front of the public load balancer, when the platform makes that.
   * @default - none; a web ACL is charged for
   */
  readonly waf?: Waf;

  /**
   * The load balancer for public exposures.
   * @default - made when the first workload is exposed to the public
   */
  readonly publicIngress?: IngressBase;

  /**
   * The load balancer for internal exposures.
   * @default - made when the first workload is exposed internally
   */
  readonly internalIngress?: IngressBase;

  /**
   * The Network Load Balancer for public listeners.
   * @default - made when the first service has a public listener
   */
  readonly publicNetworkIngress?: NetworkIngressBase;

  /**
   * The Network Load Balancer for internal listeners.
   * @default - made when the first service has an internal listener
   */
  readonly internalNetworkIngress?: NetworkIngressBase;

  /**
   * The key that encrypts logs, shell sessions and file systems. The policy of a key made in this app is extended so that
   * CloudWatch Logs may use it; on an imported key, do that yourself.
   * @default - a key is made in production; keys that AWS owns are used in development
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Where the workloads' alarms are sent. An encrypted topic has to let CloudWatch use its key.
   * @default - nowhere; alarms still roll deployments back
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * The account's registry, whose caches images of other registries are pulled by way of: those of `Image.fromRegistry()`, and those
   * that the library adds itself, unless they are named by a digest. Refused in another account or region than the platform's, and without a cache.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   * @default - images are pulled from where they come from
   */
  readonly imageRegistry?: ImageRegistryBase;

  /**
   * Show the platform and its workloads on a dashboard in CloudWatch, and those of each other stack on one there.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
   * @default - as the profile says: yes in production, no in development
   */
  readonly dashboard?: boolean;

  /**
   * Save the questions that are asked most about the logs of each workload, for CloudWatch Logs Insights.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html
   * @default - as the profile says: yes in production, no in development
   */
  readonly savedQueries?: boolean;

  /**
   * Defaults for all workloads of the platform.
   * @default - the library's
   */
  readonly workloadDefaults?: PlatformWorkloadDefaults;

  /**
   * Tags of everything the platform makes, and of its workloads.
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}
