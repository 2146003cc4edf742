/**
 * What rollouts are called. Pins and seeds hold answers, and CloudFormation lets nobody change the token of a custom resource,
 * so another name for any of these would interrupt somebody.
 */
import { Template } from 'aws-cdk-lib/assertions';
import { Exposure, Rollout, RolloutApproval, TestTraffic } from '../../../src/vocabulary';
import { ground, service, web } from '../support';

/** Ids and types of what there is besides a service that rolls. */
function added(rollout: Rollout): Record<string, string> {
  const types = (given: Rollout) => {
    const { Resources } = web({ rollout: given, scaling: { min: 2, max: 4 } }).template.toJSON() as { Resources: Record<string, { Type: string }> };
    return Object.entries(Resources).map(([id, { Type }]): [string, string] => [id, Type]);
  };
  const before = new Set(types(Rollout.rolling()).map(([id]) => id));
  return Object.fromEntries(types(rollout).filter(([id]) => !before.has(id)));
}

/** What a custom resource names to be answered, and whatever a service owns. */
const LASTING = /^Api|Provider\w*onEvent|Application/;

const lasting = (rollout: Rollout) => Object.fromEntries(Object.entries(added(rollout)).filter(([id]) => LASTING.test(id)));

const ANSWERS = { RolloutAnswersProviderframeworkonEvent7AC53C8D: 'AWS::Lambda::Function' };
const PIN = { ApiPublicTraffic5305FCA8: 'Custom::ContainerTrafficPin' };

test('of ECS are called this', () => {
  expect(lasting(Rollout.canary({ testTraffic: TestTraffic.header('x-preview', 'yes'), approval: RolloutApproval.manual() }))).toEqual({
    ...ANSWERS,
    ...PIN,
    ApiPublicTestTraffic8318D813: 'Custom::ContainerTrafficPin',
    ApiPublicTestRule8E13DB4B: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    ApiRolloutRole9C7302DE: 'AWS::IAM::Role',
    ApiRolloutRoleDefaultPolicy119BF669: 'AWS::IAM::Policy',
    ApiPauseCF78DA1E: 'AWS::Events::Rule',
    ApiPauseAllowEventRuleShopRolloutPausesHandlerF318E2EEC9F59A2E: 'AWS::Lambda::Permission',
    ApiStartWatch2AB294DF: 'AWS::Events::Rule',
  });
});

test('of CodeDeploy are called this', () => {
  expect(lasting(Rollout.codeDeploy())).toEqual({
    ...ANSWERS,
    ...PIN,
    ApiWanted493FBF9D: 'AWS::SSM::Parameter',
    ApiSeed00FCBC7F: 'Custom::ContainerServiceSeed',
    ApiCodeDeployRoleAEE7227B: 'AWS::IAM::Role',
    ApiCodeDeployRoleDefaultPolicy93BBFF49: 'AWS::IAM::Policy',
    ApiDeploymentGroupC5BA42E8: 'AWS::CodeDeploy::DeploymentGroup',
    ApiResumeScalingE4E4BBA5: 'AWS::Events::Rule',
    ApiResumeScalingAllowEventRuleShopRolloutDeploymentsResumeScalingE1928DE4442B749F: 'AWS::Lambda::Permission',
    ApiRollout7981B6F9: 'Custom::ContainerRollout',
    RolloutApplication3D9204B1: 'AWS::CodeDeploy::Application',
    RolloutDeploymentsProviderframeworkonEvent86B04EAF: 'AWS::Lambda::Function',
  });
});

test('that follow the traffic add the pin alone, by the name that it has with all others', () => {
  expect(lasting(Rollout.rolling({ followTraffic: true }))).toEqual({ ...ANSWERS, ...PIN });
});

test('of several services share what answers and what drives', () => {
  const on = ground();
  const platform = on.platform();
  ['One', 'Two', 'Three'].forEach(id => service(on.stack, id, platform, { rollout: Rollout.codeDeploy(), exposures: [Exposure.public({ hostName: `${id}.example.com` })] }));
  const template = Template.fromStack(on.stack);

  template.resourceCountIs('Custom::ContainerRollout', 3);
  template.resourceCountIs('AWS::CodeDeploy::Application', 1);
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  template.resourceCountIs('AWS::Lambda::Function', 7);
});
