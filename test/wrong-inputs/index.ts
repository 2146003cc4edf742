import { EC2_CAPACITY_MISTAKES } from './capacity';
import { COMPOSITION_MISTAKES } from './composition';
import { CONTAINER_MISTAKES } from './container';
import { DAEMON_MISTAKES } from './daemon';
import { DISCOVERY_MISTAKES } from './discovery';
import { ECS_ACCESS_MISTAKES } from './ecs-access';
import { EKS_MISTAKES } from './eks';
import { ACCESS_MISTAKES } from './eks-access';
import { ADD_ON_MISTAKES } from './eks-add-ons';
import { EKS_CONTAINER_MISTAKES } from './eks-containers';
import { EKS_PLATFORM_MISTAKES } from './eks-platform';
import { EKS_SHARED_MISTAKES } from './eks-shared';
import { IMAGE_CACHE_MISTAKES } from './image-cache';
import { IMAGE_EVENT_MISTAKES } from './image-events';
import { IMAGE_FINDINGS_MISTAKES } from './image-findings';
import { INGRESS_MISTAKES } from './ingress';
import { JOB_MISTAKES } from './job';
import { LOGGING_MISTAKES } from './logging';
import { MANAGED_CAPACITY_MISTAKES } from './managed-instances';
import { NETWORK_MISTAKES } from './network';
import { NETWORK_LISTENER_MISTAKES } from './network-listener';
import { NETWORK_ROLLOUT_MISTAKES } from './network-rollout';
import { PLATFORM_MISTAKES } from './platform';
import { QUEUE_MISTAKES } from './queue';
import { QUOTA_MISTAKES } from './quotas';
import { REGISTRY_MISTAKES } from './registry';
import { RELEASE_MISTAKES } from './release';
import { ROLLOUT_MISTAKES } from './rollout';
import { ROTATION_MISTAKES } from './rotation';
import { SERVICE_MISTAKES } from './service';
import { TASK_MISTAKES } from './task';
import { TELEMETRY_MISTAKES } from './telemetry';
import { VOLUME_MISTAKES } from './volume';
import { WORKLOAD_MISTAKES } from './workload';
import { WrongInput } from './wrong-input';

/** One chapter of docs/errors.md. */
export interface Chapter {
  readonly title: string;
  readonly mistakes: readonly WrongInput[];
}

/** Every mistake the tests make, in the order of the documentation. An area adds its chapter here. */
export const WRONG_INPUTS: readonly Chapter[] = [
  { title: 'Networks', mistakes: NETWORK_MISTAKES },
  { title: 'Repositories', mistakes: REGISTRY_MISTAKES },
  { title: 'Events and alarms of images', mistakes: IMAGE_EVENT_MISTAKES },
  { title: 'Where images come from', mistakes: IMAGE_CACHE_MISTAKES },
  { title: 'Load balancers', mistakes: INGRESS_MISTAKES },
  { title: 'Network Load Balancers', mistakes: NETWORK_LISTENER_MISTAKES },
  { title: 'Rollouts behind Network Load Balancers', mistakes: NETWORK_ROLLOUT_MISTAKES },
  { title: 'Platforms and workloads together', mistakes: COMPOSITION_MISTAKES },
  { title: 'Names between workloads', mistakes: DISCOVERY_MISTAKES },
  { title: 'Containers', mistakes: CONTAINER_MISTAKES },
  { title: 'Workloads', mistakes: WORKLOAD_MISTAKES },
  { title: 'Volumes', mistakes: VOLUME_MISTAKES },
  { title: 'Logs', mistakes: LOGGING_MISTAKES },
  { title: 'Traces and metrics', mistakes: TELEMETRY_MISTAKES },
  { title: 'One copy on each machine', mistakes: DAEMON_MISTAKES },
  { title: 'Jobs', mistakes: JOB_MISTAKES },
  { title: 'Release jobs', mistakes: RELEASE_MISTAKES },
  { title: 'Workers and their queues', mistakes: QUEUE_MISTAKES },
  { title: 'Rollouts', mistakes: ROLLOUT_MISTAKES },
  { title: 'Secrets that change', mistakes: ROTATION_MISTAKES },
  { title: 'Findings in images', mistakes: IMAGE_FINDINGS_MISTAKES },
  { title: 'EC2 instances of your own', mistakes: EC2_CAPACITY_MISTAKES },
  { title: 'Managed Instances and machines outside of AWS', mistakes: MANAGED_CAPACITY_MISTAKES },
  { title: 'What a task runs on', mistakes: TASK_MISTAKES },
  { title: 'Where tasks are', mistakes: SERVICE_MISTAKES },
  { title: 'Limits of ECS, Fargate and the services around them', mistakes: PLATFORM_MISTAKES },
  { title: 'Service quotas', mistakes: QUOTA_MISTAKES },
  { title: 'Access to ECS', mistakes: ECS_ACCESS_MISTAKES },
  { title: 'Access to EKS', mistakes: ACCESS_MISTAKES },
  { title: 'Add-ons and capabilities of EKS', mistakes: ADD_ON_MISTAKES },
  { title: 'Volumes and environment files on EKS', mistakes: EKS_SHARED_MISTAKES },
  { title: 'Clusters and nodes of EKS', mistakes: EKS_PLATFORM_MISTAKES },
  { title: 'Workloads on EKS', mistakes: EKS_MISTAKES },
  { title: 'Containers on EKS', mistakes: EKS_CONTAINER_MISTAKES },
];
