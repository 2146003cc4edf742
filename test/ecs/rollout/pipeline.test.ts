/** What a pipeline gets that deploys by itself. */
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnOutput } from 'aws-cdk-lib/core';
import { Capacity, Rollout, RolloutTrigger, Volume } from '../../../src/vocabulary';
import { refused } from '../../wrong-inputs/refused';
import { web } from '../support';

const byPipeline = () => web({ rollout: Rollout.codeDeploy({ trigger: RolloutTrigger.PIPELINE }), ecs: { capacity: [Capacity.fargateSpot()] } });

/** The text of an output, with placeholders where CloudFormation fills in. */
function told(made: ReturnType<typeof web>, value: string): any {
  new CfnOutput(made.stack, 'Told', { value });
  const { Value } = Template.fromStack(made.stack).toJSON().Outputs.Told;
  return JSON.parse(typeof Value === 'string' ? Value : Value['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : 'filled-in').join(''));
}

test('a pipeline starts deployments, and the stack has nothing that would', () => {
  const { template } = byPipeline();

  template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 1);
  template.resourceCountIs('Custom::ContainerRollout', 0);
  template.resourceCountIs('Custom::ContainerServiceSeed', 1);
  expect(Object.keys(template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.onEvent' } }))).toEqual([]);
});

test('the AppSpec says everything about the service, and leaves the task definition to the pipeline', () => {
  const made = byPipeline();

  expect(told(made, made.workload.renderAppSpec())).toEqual({
    version: '0.0',
    Resources: [{
      TargetService: {
        Type: 'AWS::ECS::Service',
        Properties: {
          TaskDefinition: '<TASK_DEFINITION>',
          LoadBalancerInfo: { ContainerName: 'api', ContainerPort: 8080 },
          PlatformVersion: 'LATEST',
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: ['subnet-private-a', 'subnet-private-b'], SecurityGroups: ['filled-in'], AssignPublicIp: 'DISABLED' },
          },
          CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1, Base: 0 }],
        },
      },
    }],
  });
});

test('the task definition is in the words of the API', () => {
  const made = byPipeline();

  expect(told(made, made.workload.renderTaskDefinitionTemplate())).toMatchObject({
    family: expect.stringMatching(/^ShopApiTaskDefinition/),
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    containerDefinitions: [{ name: 'api', image: 'public.ecr.aws/nginx/nginx:1.29', portMappings: [{ containerPort: 8080 }] }],
  });
});

test('other workloads have no AppSpec', () => {
  expect(refused(() => web().workload.renderAppSpec()).map(({ code }) => code)).toEqual(['NoAppSpec']);
});

test('volumes are, too, though their words differ in more than a letter', () => {
  const made = web(({ stack }) => ({
    rollout: Rollout.codeDeploy({ trigger: RolloutTrigger.PIPELINE }),
    volumes: { files: Volume.efs(), media: Volume.s3Files({ bucket: s3.Bucket.fromBucketName(stack, 'Media', 'media') }) },
    mounts: [{ volume: 'files', path: '/files' }, { volume: 'media', path: '/media' }],
  }));

  expect(told(made, made.workload.renderTaskDefinitionTemplate()).volumes).toEqual([
    { name: 'files', efsVolumeConfiguration: { fileSystemId: 'filled-in', transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: 'filled-in', iam: 'ENABLED' } } },
    { name: 'media', s3filesVolumeConfiguration: { fileSystemArn: 'filled-in', accessPointArn: 'filled-in' } },
  ]);
});
