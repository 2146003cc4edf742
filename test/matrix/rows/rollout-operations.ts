import { Match } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, RolloutDraft, WorkloadDraft } from '../../../src/model';
import { NONE, Place, refuses, renders, Resources, Row } from '../matrix';

const exposures: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];

/** A rollout that tells a topic of the app, called News. */
function telling(rollout: RolloutDraft) {
  return ({ stack }: Place): Partial<WorkloadDraft> =>
    ({ exposures, rollout: { ...rollout, notifications: new Handle('news', new sns.Topic(stack, 'News')) } });
}

/** A rule of EventBridge that publishes to the topic. */
function told(...patterns: object[]): Resources {
  return {
    'AWS::Events::Rule': patterns.map(EventPattern => ({ EventPattern, Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('News') } })] })),
    'AWS::SNS::TopicPolicy': {
      PolicyDocument: { Statement: [Match.objectLike({ Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' } })] },
    },
  };
}

const NEWS_OF_ECS = { 'source': ['aws.ecs'], 'detail-type': ['ECS Deployment State Change'], 'detail': { eventName: [{ prefix: 'SERVICE_DEPLOYMENT_' }] } };

export const OPERATIONS: readonly Row[] = [
  {
    feature: 'a topic that is told of rolling rollouts',
    covers: ['rollout.notifications'],
    given: telling({ kind: 'rolling' }),
    ecs: renders(told(NEWS_OF_ECS)),
    eks: refuses('EksRolloutTellsNobody'),
  },
  {
    feature: 'a topic that is told how traffic moves, and who is waited for',
    covers: ['rollout.notifications', 'rollout.approval'],
    given: telling({ kind: 'shifting', approval: {} }),
    ecs: renders(told(NEWS_OF_ECS, { 'source': ['aws.ecs'], 'detail-type': ['ECS Hook State Change'] })),
    eks: refuses('EksRolloutTellsNobody', 'EksRolloutAsksNobody'),
  },
  {
    feature: 'a topic that is told of deployments by CodeDeploy, and who is waited for',
    covers: ['rollout.notifications', 'rollout.approval'],
    given: telling({ kind: 'codeDeploy', approval: {} }),
    ecs: renders(told(
      { source: ['aws.codedeploy'], detail: { state: ['START', 'SUCCESS', 'FAILURE', 'STOP'] } }, { source: ['aws.codedeploy'], detail: { state: ['READY'] } },
    )),
    eks: refuses('EksRolloutTellsNobody', 'EksRollsOnly'),
  },
  {
    feature: 'a watch over copies that do not come up',
    covers: ['rollout.startTimeout'],
    given: { exposures, rollout: { kind: 'shifting', startTimeout: Duration.minutes(30) } },
    ecs: renders({
      'AWS::StepFunctions::StateMachine': {},
      'AWS::Events::Rule': {
        EventPattern: { detail: { eventName: ['SERVICE_DEPLOYMENT_IN_PROGRESS'] } },
        Targets: [Match.objectLike({
          InputTransformer: Match.objectLike({
            InputTemplate: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"everySeconds":180,"looks":10')])] },
          }),
        })],
      },
    }),
    eks: renders({ 'Custom::ContainerRevisionReady': { timeoutMinutes: '30' } }),
  },
  {
    feature: 'no watch where the circuit breaker does its work',
    covers: ['rollout.startTimeout', 'breaker.enabled'],
    given: { exposures, rollout: { kind: 'rolling' } },
    ecs: renders({ 'AWS::StepFunctions::StateMachine': NONE, 'AWS::Events::Rule': NONE }),
    eks: renders({ 'Custom::ContainerRevisionReady': NONE }),
  },
];
