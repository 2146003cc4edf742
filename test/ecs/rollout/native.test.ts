/** Rollouts that ECS itself moves the traffic of, as the template says them. */
import { Match } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import {
  ApprovalTimeout, Exposure, Rollout, RolloutAlarms, RolloutApproval, RolloutHook, RolloutStage, SideBySideRolloutOptions, TestTraffic,
} from '../../../src/vocabulary';
import { Ground, service, SETTINGS, web } from '../support';

const SERVICE = 'AWS::ECS::Service';
const PIN = 'Custom::ContainerTrafficPin';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

const asks = ({ stack }: Ground) => lambda.Function.fromFunctionAttributes(stack, 'Asks', {
  functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:smoke-test', sameEnvironment: true,
});

const getAtt = (resource: string, name: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(resource), name] });

describe('the strategy', () => {
  test.each([
    ['blue/green', Rollout.blueGreen(), { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 10 }],
    ['canary', Rollout.canary(), { Strategy: 'CANARY', BakeTimeInMinutes: 10, CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 } }],
    ['linear', Rollout.linear({ percent: 25, interval: Duration.minutes(3), bakeTime: Duration.minutes(0) }),
      { Strategy: 'LINEAR', BakeTimeInMinutes: 0, LinearConfiguration: { StepPercent: 25, StepBakeTimeInMinutes: 3 } }],
  ])('%s is said with all its times', (_, rollout, wanted) => {
    web({ rollout }).template.hasResourceProperties(SERVICE, {
      DeploymentController: { Type: 'ECS' },
      DeploymentConfiguration: {
        ...wanted,
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
        DeploymentCircuitBreaker: { Enable: false, Rollback: false },
        Alarms: { Enable: true, Rollback: true, AlarmNames: Match.anyValue() },
        LifecycleHooks: Match.absent(),
      },
    });
  });

  test('no alarm watches where none is wanted', () => {
    web({ rollout: Rollout.canary({ alarms: RolloutAlarms.none() }) }).template.hasResourceProperties(SERVICE, {
      DeploymentConfiguration: { Alarms: Match.absent() },
    });
  });
});

describe('the traffic', () => {
  test('is where the pin says, in the rule and for the service alike', () => {
    const { template } = web({ rollout: Rollout.canary() });

    template.hasResourceProperties(RULE, {
      Actions: [{
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: { Ref: Match.stringLikeRegexp('Blue') }, Weight: getAtt('PublicTraffic', 'BlueWeight') },
            { TargetGroupArn: { Ref: Match.stringLikeRegexp('Green') }, Weight: getAtt('PublicTraffic', 'GreenWeight') },
          ],
        },
      }],
    });
    template.hasResourceProperties(SERVICE, {
      LoadBalancers: [{
        TargetGroupArn: getAtt('PublicTraffic', 'LiveTargetGroupArn'),
        AdvancedConfiguration: {
          AlternateTargetGroupArn: getAtt('PublicTraffic', 'IdleTargetGroupArn'),
          ProductionListenerRule: { Ref: Match.stringLikeRegexp('PublicRule') },
          TestListenerRule: Match.absent(),
          RoleArn: getAtt('RolloutRole', 'Arn'),
        },
      }],
    });
  });

  test('is moved by a role that reaches only the service\'s own rules and target groups', () => {
    const { template } = web({ rollout: Rollout.canary({ testTraffic: TestTraffic.header('x-preview', 'yes') }) });

    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('RolloutRole') }],
      PolicyDocument: {
        Statement: [
          { Action: Match.arrayWith(['elasticloadbalancing:DescribeRules']), Resource: '*', Effect: 'Allow' },
          {
            Action: Match.arrayWith(['elasticloadbalancing:RegisterTargets']),
            Resource: [{ Ref: Match.stringLikeRegexp('Blue') }, { Ref: Match.stringLikeRegexp('Green') }],
            Effect: 'Allow',
          },
          {
            Action: 'elasticloadbalancing:ModifyRule',
            Resource: [{ Ref: Match.stringLikeRegexp('PublicRule') }, { Ref: Match.stringLikeRegexp('TestRule') }],
            Effect: 'Allow',
          },
        ],
      },
    });
  });

  test('of several ways in moves together', () => {
    const { template } = web({ rollout: Rollout.blueGreen(), exposures: [Exposure.public(), Exposure.internal({ hostName: 'api.internal.example.com' })] });

    template.resourceCountIs(PIN, 2);
    const [{ Properties }] = Object.values(template.findResources(SERVICE));
    expect(Properties.LoadBalancers).toHaveLength(2);
  });

  test('of any number of services is known to one provider', () => {
    const { template } = web(on => {
      service(on.stack, 'Other', on.platform({}, 'Second'), { rollout: Rollout.linear() });
      return { rollout: Rollout.canary() };
    });

    template.resourceCountIs(PIN, 2);
    expect(Object.keys(template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.answer' } }))).toHaveLength(1);
  });

  test('is asked for anew exactly when the rule is about to be written', () => {
    const epoch = (path: string, drain: number) => {
      const exposure = Exposure.public({ hostName: 'a.example.com', paths: [path], drainTime: Duration.seconds(drain) });
      const { template } = web({ rollout: Rollout.canary(), exposures: [exposure] });
      return Object.values(template.findResources(PIN))[0].Properties.epoch;
    };

    expect(epoch('/b/*', 30)).not.toBe(epoch('/a/*', 30));
    expect(epoch('/a/*', 90)).toBe(epoch('/a/*', 30));
  });

  test.each(SETTINGS)('is asked for by the same epoch in every synthesis with %s', (_, setting) => {
    const epochs = [1, 2].map(() => Object.values(web({ rollout: Rollout.canary() }, {}, setting).template.findResources(PIN))[0].Properties.epoch);

    expect(epochs[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(epochs[1]).toBe(epochs[0]);
  });

  test('of a rolling rollout costs nothing until it has moved before', () => {
    web().template.resourceCountIs(PIN, 0);

    const { template } = web({ rollout: Rollout.rolling({ followTraffic: true }) });
    template.hasResourceProperties(PIN, { mode: 'rolling' });
    template.hasResourceProperties(SERVICE, { LoadBalancers: [{ TargetGroupArn: getAtt('PublicTraffic', 'LiveTargetGroupArn') }] });
  });
});

describe('test traffic', () => {
  test('by a header comes ahead of all other requests of the same kind', () => {
    const { template, workload } = web({ rollout: Rollout.blueGreen({ testTraffic: TestTraffic.header('x-preview', 'yes') }) });
    const rules = Object.values(template.findResources(RULE)).map(({ Properties }) => Properties);
    const test_ = rules.find(({ Conditions }) => JSON.stringify(Conditions).includes('x-preview'))!;
    const usual = rules.find(rule => rule !== test_ && JSON.stringify(rule.Actions).includes('Green'))!;

    expect(test_.Priority).toBeLessThan(usual.Priority);
    expect(test_.ListenerArn).toEqual(usual.ListenerArn);
    expect(JSON.stringify(test_.Actions)).toContain('TestTraffic');
    expect(workload.routes[0].testListener).toBe(workload.routes[0].listener);
  });

  test('by a path takes only that path', () => {
    web({ rollout: Rollout.blueGreen({ testTraffic: TestTraffic.paths('/preview/*') }) }).template.hasResourceProperties(RULE, {
      Conditions: Match.arrayWith([{ Field: 'path-pattern', PathPatternConfig: { Values: ['/preview/*'] } }]),
    });
  });

  test('by a port has a listener that services share, closed to all but the network', () => {
    const { template } = web(on => {
      const platform = on.platform({}, 'Second');
      ['One', 'Two'].forEach(id => service(on.stack, id, platform, { rollout: Rollout.blueGreen({ testTraffic: TestTraffic.listener(8443) }) }));
      return {};
    });

    template.resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::Listener', { Port: 8443, Protocol: 'HTTPS' }, 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.arrayWith([Match.objectLike({ CidrIp: '10.0.0.0/16', FromPort: 8443, ToPort: 8443 })]),
    });
  });
});

describe('whoever has a say', () => {
  const stages: [RolloutStage, string][] = [
    [RolloutStage.BEFORE_SCALE_UP, 'PRE_SCALE_UP'], [RolloutStage.AFTER_SCALE_UP, 'POST_SCALE_UP'], [RolloutStage.AFTER_TEST_TRAFFIC, 'POST_TEST_TRAFFIC_SHIFT'],
    [RolloutStage.BEFORE_PRODUCTION_TRAFFIC, 'PRE_PRODUCTION_TRAFFIC_SHIFT'], [RolloutStage.AFTER_PRODUCTION_TRAFFIC, 'POST_PRODUCTION_TRAFFIC_SHIFT'],
  ];
  const tested: SideBySideRolloutOptions = { testTraffic: TestTraffic.header('x-preview', 'yes') };

  test.each(stages)('at %s is asked at %s, by an adapter', (stage, wanted) => {
    const hook = (on: Ground) => RolloutHook.lambdaFunction(asks(on), stage, { timeout: Duration.minutes(7) });
    const { template } = web(on => ({ rollout: Rollout.canary({ ...tested, hooks: [hook(on)] }) }));

    template.hasResourceProperties(SERVICE, {
      DeploymentConfiguration: {
        LifecycleHooks: [{
          TargetType: 'AWS_LAMBDA',
          LifecycleStages: [wanted],
          HookTargetArn: getAtt('Hook', 'Arn'),
          RoleArn: getAtt('HookRole', 'Arn'),
          TimeoutConfiguration: { TimeoutInMinutes: 7, Action: 'ROLLBACK' },
        }],
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.hook',
      Environment: { Variables: { USER_FUNCTION: Match.stringLikeRegexp('smoke-test'), STAGE: stage, ENGINE: 'ecs', SKIP_ON_FIRST: 'true', SKIP_ON_ROLLBACK: 'true' } },
    });
  });

  test('may be a person, at every stage but those that move traffic', () => {
    const stage = RolloutStage.AFTER_TEST_TRAFFIC;
    const approval = RolloutApproval.manual({ stage, timeout: Duration.hours(4), onTimeout: ApprovalTimeout.CONTINUE });

    web({ rollout: Rollout.linear({ ...tested, approval }) }).template.hasResourceProperties(SERVICE, {
      DeploymentConfiguration: {
        LifecycleHooks: [{
          TargetType: 'PAUSE',
          LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
          TimeoutConfiguration: { TimeoutInMinutes: 240, Action: 'CONTINUE' },
          HookTargetArn: Match.absent(),
        }],
      },
    });
  });
});

describe('whoever looks after it', () => {
  test('watches the beginning of each rollout, with or without hooks', () => {
    const { template } = web({ rollout: Rollout.canary({ startTimeout: Duration.minutes(7) }) });

    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    template.hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { eventName: ['SERVICE_DEPLOYMENT_IN_PROGRESS'] } } });
  });

  test('is told how to approve and to abort', () => {
    const { template, workload } = web({ rollout: Rollout.canary({ approval: RolloutApproval.manual() }) });

    expect(Object.values(template.findOutputs('*')).map(({ Description }) => Description)).toEqual(
      expect.arrayContaining(['Lets a rollout of api go on', 'Takes a rollout of api back']));
    expect(workload.approveRolloutCommand).toContain('--action CONTINUE');
    expect(workload.abortRolloutCommand).toContain('--stop-type ROLLBACK');
    expect(workload.listRolloutsCommand).toContain('list-service-deployments');
  });

  test('is not asked on the first deployment', () => {
    web({ rollout: Rollout.canary({ approval: RolloutApproval.manual() }) }).template.hasResourceProperties('AWS::Lambda::Function', { Handler: 'index.pause' });
    expect(Object.keys(web({ rollout: Rollout.canary() }).template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.pause' } }))).toEqual([]);
  });

  test('hears of it where a topic is given', () => {
    const { template } = web(on => ({ rollout: Rollout.canary({ notifications: sns.Topic.fromTopicArn(on.stack, 'News', 'arn:aws:sns:eu-west-1:111122223333:news') }) }));

    template.hasResourceProperties('AWS::Events::Rule', { Targets: [Match.objectLike({ Arn: 'arn:aws:sns:eu-west-1:111122223333:news' })] });
  });
});
