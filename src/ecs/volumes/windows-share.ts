import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { VolumeContext } from './context';
import { letMachinesInto } from './doors';
import { addVolumeWith } from './task-volumes';
import { SecretSpec, WindowsShareVolume, WorkloadSpec } from '../../model';
import { letReadParameter, letReadSecret } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { ecsOptions } from '../options';

const SMB = ec2.Port.tcp(445);

/**
 * A share of a Windows file server: the agent on the machine reads the credentials with the execution role, looks the file
 * system up, and mounts it on a drive of the machine.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
 */
export function mountWindowsShare(scope: Construct, volume: WindowsShareVolume, spec: WorkloadSpec, context: VolumeContext): void {
  const { taskDefinition, platform } = context;
  const { name, fileSystemId, directory, credentials, domain, securityGroup } = volume;
  const executionRole = taskDefinition.obtainExecutionRole();
  addVolumeWith(taskDefinition, name, {
    fSxWindowsFileServerVolumeConfiguration: {
      fileSystemId,
      rootDirectory: directory,
      authorizationConfig: { credentialsParameter: letRead(executionRole, credentials), domain },
    },
  });
  executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['fsx:DescribeFileSystems'], resources: ['*'] }));
  acknowledge(executionRole, 'AwsSolutions-IAM5[Resource::*]', 'Nothing but looking up the addresses of file systems, which cannot be limited to one of them; and the token with which images are pulled, likewise.');
  if (securityGroup) {
    // Windows mounts a share once for the machine, whatever network its tasks are in.
    const machines = (ecsOptions(spec).capacity ?? platform.capacity).flatMap(choice => platform._pools.of(choice).hostSecurityGroup ?? []);
    letMachinesInto(new Construct(scope, `Volume-${name}`), securityGroup.value as ec2.ISecurityGroup, machines, SMB, 'SMB from the machines');
  }
}

/** The ARN of the credentials, which the role may then read. */
function letRead(role: iam.IRole, credentials: SecretSpec): string {
  if (credentials.kind === 'vault') {
    const secret = credentials.secret.value as secretsmanager.ISecret;
    letReadSecret(role, secret);
    return secret.secretArn;
  }
  const parameter = credentials.parameter.value as ssm.IParameter;
  letReadParameter(role, parameter);
  return parameter.parameterArn;
}
