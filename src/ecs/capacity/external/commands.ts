/** The commands with which machines outside of AWS become part of the cluster. */

/** What the commands name. */
export interface Registration {
  readonly clusterName: string;
  readonly region: string;
  readonly roleName: string;
  readonly limit: number;
  /** What Systems Manager calls the machines. */
  readonly machines: string;
}

const SCRIPTS = 'https://amazon-ecs-agent.s3.amazonaws.com';

/** What is handed out for each activation, and goes into its place in the commands of machines. */
const ID = '<ACTIVATION_ID>';
const CODE = '<ACTIVATION_CODE>';

/** Run by an administrator. It answers with the id and the code that machines register with, within a day. */
export function activationCommand({ region, roleName, limit, machines }: Registration): string {
  return `aws ssm create-activation --region ${region} --iam-role ${roleName} --registration-limit ${limit} --default-instance-name ${machines}`;
}

/** Run as root on a machine with Linux. */
export function linuxCommand({ region, clusterName }: Registration, options = ''): string {
  const download = `curl --fail --proto "https" -o /tmp/ecs-anywhere-install.sh "${SCRIPTS}/ecs-anywhere-install-latest.sh"`;
  const install = `sudo bash /tmp/ecs-anywhere-install.sh --region ${region} --cluster ${clusterName}`;
  return `${download} && ${install} --activation-id "${ID}" --activation-code "${CODE}"${options}`;
}

/** The same for a machine with NVIDIA GPUs, whose driver is there already. */
export function linuxGpuCommand(registration: Registration): string {
  return linuxCommand(registration, ' --enable-gpu');
}

/** Run in an elevated PowerShell on a machine with Windows Server. */
export function windowsCommand({ region, clusterName }: Registration): string {
  const script = 'ecs-anywhere-install.ps1';
  const download = `Invoke-RestMethod -URI "${SCRIPTS}/${script}" -OutFile "${script}"`;
  return `${download}; .\\${script} -Region ${region} -Cluster ${clusterName} -ActivationID "${ID}" -ActivationCode "${CODE}"`;
}
