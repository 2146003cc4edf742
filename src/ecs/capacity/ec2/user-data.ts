import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { bottlerocketSettings } from './bottlerocket';
import { LINUX_LOG_DRIVERS } from './log-drivers';
import { Ec2Plan } from './plan';
import { Ec2CapacityOptions } from '../../../vocabulary';

/** The attribute by which instances can be told from those of other capacity, for example in placement constraints. */
export const CAPACITY_ATTRIBUTE = 'capacity';

function attributesOf({ name }: Ec2Plan): Record<string, string> {
  return { [CAPACITY_ATTRIBUTE]: name };
}

/** What an instance is told at its start so that it joins the cluster, in the words of its operating system. */
export function joinTheCluster(plan: Ec2Plan, options: Ec2CapacityOptions, clusterName: string): ec2.UserData {
  switch (plan.image._start) {
    case 'linux': return linux(plan, options, clusterName);
    case 'bottlerocket': return ec2.UserData.custom(bottlerocketSettings(plan, options, { cluster: clusterName, attributes: attributesOf(plan) }));
    case 'windows': return windows(plan, options, clusterName);
  }
}

/**
 * Settings of the agent on Linux and Windows. Tasks get credentials of their own and never the instance's; logs are written with
 * the execution role; the tasks of Spot Instances are told two minutes ahead.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
function agentSettings(plan: Ec2Plan, { agentSettings: given, warmPool }: Ec2CapacityOptions): Record<string, string> {
  return {
    ECS_AWSVPC_BLOCK_IMDS: 'true',
    ECS_ENABLE_TASK_IAM_ROLE: 'true',
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: 'true',
    ECS_ENABLE_CONTAINER_METADATA: 'true',
    ...plan.spotPercent > 0 && { ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true' },
    ...warmPool && { ECS_WARM_POOLS_CHECK: 'true' },
    ECS_INSTANCE_ATTRIBUTES: JSON.stringify(attributesOf(plan)),
    ...given,
  };
}

/** The agent starts when the script has ended. */
function linux(plan: Ec2Plan, options: Ec2CapacityOptions, clusterName: string): ec2.UserData {
  const settings = {
    ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: 'true',
    ECS_AVAILABLE_LOGGING_DRIVERS: JSON.stringify(LINUX_LOG_DRIVERS),
    ECS_IMAGE_CLEANUP_INTERVAL: '30m',
    ECS_IMAGE_MINIMUM_CLEANUP_AGE: '1h',
    ...plan.image._accelerator === 'gpu' && { ECS_ENABLE_GPU_SUPPORT: 'true' },
    ...agentSettings(plan, options),
  };
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    'cat <<\'SETTINGS\' >> /etc/ecs/ecs.config',
    `ECS_CLUSTER=${clusterName}`,
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    'SETTINGS',
    ...options.userData ?? [],
  );
  return userData;
}

/**
 * Windows reads the agent's settings from the machine's environment, and some of them from the flags of a command. Accounts of Active
 * Directory with a user of their own are taken only where that is said.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
 */
function windows(plan: Ec2Plan, options: Ec2CapacityOptions, clusterName: string): ec2.UserData {
  const userData = ec2.UserData.forWindows();
  userData.addCommands(
    ...options.userData ?? [],
    'Import-Module ECSTools',
    ...Object.entries({ ECS_GMSA_SUPPORTED: 'true', ...agentSettings(plan, options) })
      .map(([name, value]) => `[Environment]::SetEnvironmentVariable('${name}', '${value.replace(/'/g, "''")}', 'Machine')`),
    `Initialize-ECSAgent -Cluster '${clusterName}' -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS -LoggingDrivers '["json-file","awslogs"]'`,
  );
  return userData;
}
