/** Hand-written templates of a service behind a load balancer, for both engines. */
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';

const ref = (Ref: string) => ({ Ref });
const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

export interface Wanted {
  readonly image?: string;
  readonly count?: number;
  /** Another value makes CloudFormation write the rule again. */
  readonly path?: string;
  readonly weights?: readonly [number, number];
  readonly deployment?: JsonObject;
  readonly more?: JsonObject;
}

const role = (service: string, actions: string[]): JsonObject => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] },
    Policies: [{ PolicyName: 'All', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } }],
  },
});

function ground({ image = 'app:1', path = '/*', weights = [100, 0] }: Wanted): JsonObject {
  const rule = (listener: string, [blue, green]: readonly [number, number]): JsonObject => ({
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: ref(listener),
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: [path] }],
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: ref('Blue'), Weight: blue }, { TargetGroupArn: ref('Green'), Weight: green }] } }],
    },
  });
  const listener = (Port: number): JsonObject => ({
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: ref('Alb'), Port, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }] },
  });
  const group: JsonObject = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80, Protocol: 'HTTP', TargetType: 'ip', VpcId: 'vpc-1' } };
  return {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Alb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: ['subnet-1', 'subnet-2'] } },
    Blue: group,
    Green: group,
    Prod: listener(80),
    Test: listener(8080),
    ProdRule: rule('Prod', weights),
    TestRule: rule('Test', weights),
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      UpdateReplacePolicy: 'Retain',
      Properties: { Family: 'app', ContainerDefinitions: [{ Name: 'app', Image: image, PortMappings: [{ ContainerPort: 80 }] }] },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 } },
  };
}

const network = { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'], AssignPublicIp: 'DISABLED' } };

/** What CloudFormation never touches again, beside a group that a test deploys to by itself. */
export function codeDeployTemplate(wanted: Wanted = {}, group: JsonObject = {}): JsonObject {
  return {
    Resources: {
      ...ground(wanted),
      Service: {
        Type: 'AWS::ECS::Service',
        DependsOn: ['ProdRule', 'TestRule'],
        Properties: {
          Cluster: ref('Cluster'),
          ServiceName: 'web',
          TaskDefinition: 'app',
          DesiredCount: wanted.count ?? 2,
          DeploymentController: { Type: 'CODE_DEPLOY' },
          LaunchType: 'FARGATE',
          LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: ref('Blue') }],
          NetworkConfiguration: network,
        },
      },
      Role: role('codedeploy.amazonaws.com', ['elasticloadbalancing:*', 'ecs:*', 'lambda:InvokeFunction']),
      App: { Type: 'AWS::CodeDeploy::Application', Properties: { ApplicationName: 'apps', ComputePlatform: 'ECS' } },
      Group: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        DependsOn: 'Service',
        Properties: {
          ApplicationName: ref('App'),
          DeploymentGroupName: 'web',
          ServiceRoleArn: att('Role', 'Arn'),
          DeploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
          ECSServices: [{ ClusterName: ref('Cluster'), ServiceName: 'web' }],
          LoadBalancerInfo: {
            TargetGroupPairInfoList: [{
              TargetGroups: [{ Name: att('Blue', 'TargetGroupName') }, { Name: att('Green', 'TargetGroupName') }],
              ProdTrafficRoute: { ListenerArns: [ref('Prod')] },
              TestTrafficRoute: { ListenerArns: [ref('Test')] },
            }],
          },
          BlueGreenDeploymentConfiguration: {
            DeploymentReadyOption: { ActionOnTimeout: 'CONTINUE_DEPLOYMENT' },
            TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 10 },
          },
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: ref('Alarm') }] },
          AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
          ...group,
        },
      },
      ...wanted.more,
    },
    Outputs: { Cluster: { Value: ref('Cluster') }, Task: { Value: ref('Task') }, Blue: { Value: ref('Blue') }, Green: { Value: ref('Green') }, Rule: { Value: ref('ProdRule') } },
  };
}

/** A service that ECS deploys, rolling unless the deployment says more. */
export function nativeTemplate(wanted: Wanted = {}): JsonObject {
  const isShifting = wanted.deployment?.Strategy !== undefined && wanted.deployment.Strategy !== 'ROLLING';
  return {
    Resources: {
      ...ground(wanted),
      Role: role('ecs.amazonaws.com', ['elasticloadbalancing:*', 'lambda:InvokeFunction']),
      Service: {
        Type: 'AWS::ECS::Service',
        DependsOn: ['ProdRule', 'TestRule'],
        Properties: {
          Cluster: ref('Cluster'),
          ServiceName: 'web',
          TaskDefinition: ref('Task'),
          DesiredCount: wanted.count ?? 2,
          DeploymentController: { Type: 'ECS' },
          DeploymentConfiguration: wanted.deployment ?? { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
          LaunchType: 'FARGATE',
          LoadBalancers: [{
            ContainerName: 'app',
            ContainerPort: 80,
            TargetGroupArn: ref('Blue'),
            ...isShifting ? {
              AdvancedConfiguration: {
                AlternateTargetGroupArn: ref('Green'), ProductionListenerRule: ref('ProdRule'), TestListenerRule: ref('TestRule'), RoleArn: att('Role', 'Arn'),
              },
            } : {},
          }],
          NetworkConfiguration: network,
        },
      },
      ...wanted.more,
    },
    Outputs: { Cluster: { Value: ref('Cluster') }, Task: { Value: ref('Task') }, Blue: { Value: ref('Blue') }, Green: { Value: ref('Green') }, Rule: { Value: ref('ProdRule') } },
  };
}

/** A function of a test, and the role it has. */
export function handler(code: string): JsonObject {
  return {
    FnRole: role('lambda.amazonaws.com', ['*']),
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'hook', Code: { ZipFile: code }, Handler: 'index.handler', Runtime: 'nodejs22.x', Timeout: 60, Role: att('FnRole', 'Arn') },
    },
  };
}
