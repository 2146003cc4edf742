/** What somebody needs who wants to look at a deployment, or has to say something about it. */

export function consoleUrl(stackId: string, deploymentId: string): string {
  const [, partition, , region] = stackId.split(':');
  const domains: Record<string, string> = { 'aws-cn': 'console.amazonaws.cn', 'aws-us-gov': 'console.amazonaws-us-gov.com' };
  const host = domains[partition] ? domains[partition] : `${region}.console.aws.amazon.com`;
  return `https://${host}/codesuite/codedeploy/deployments/${deploymentId}?region=${region}`;
}

export function approveCommand(deploymentId: string): string {
  return `aws deploy continue-deployment --deployment-id ${deploymentId} --deployment-wait-type READY_WAIT`;
}

export function abortCommand(deploymentId: string): string {
  return `aws deploy stop-deployment --deployment-id ${deploymentId} --auto-rollback-enabled`;
}
