import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as sns from 'aws-cdk-lib/aws-sns';
import { idOf, neededBy, place, Place, rules, TemplateRule, text, unexplained } from './operations';
import { notifyOfRollout } from '../../../src/ecs/rollout/notifications';
import { RolloutDraft, seal } from '../../../src/model';
import { PRODUCTION, withExposure } from '../../wrong-inputs/wrong-input';
import { RECOMMENDED } from '../support';

const APPROVAL = { approval: {} };
const ECS_EVENT = {
  region: 'eu-west-1',
  resources: ['arn:aws:ecs:eu-west-1:111122223333:service/main/Shop-Api-1'],
  detail: {
    eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
    reason: 'ECS deployment ecs-svc/1 in progress.',
    lifecycleStage: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
    expiresAt: '2026-03-05T16:04:41Z',
    serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/main/Shop-Api-1',
    serviceDeploymentArn: 'arn:aws:ecs:eu-west-1:111122223333:service-deployment/main/Shop-Api-1/7',
    hookId: 'ecs-pause-1',
  },
};
const CODE_DEPLOY_EVENT = { region: 'eu-west-1', detail: { state: 'READY', deploymentId: 'd-7' } };

function notified(rollout: RolloutDraft, on: Place = place(), topic: sns.ITopic = on.topic): Place {
  const { spec } = seal({ ...withExposure({}), rollout }, PRODUCTION);
  notifyOfRollout(on.stack, { spec, service: on.service('Api'), cluster: on.cluster, topic, ...rollout.kind === 'codeDeploy' && codeDeploy(on) });
  return on;
}

function codeDeploy({ stack }: Place) {
  const application = codedeploy.EcsApplication.fromEcsApplicationName(stack, 'Application', 'shop');
  const deploymentGroup = codedeploy.EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(stack, 'Group', { application, deploymentGroupName: 'api' });
  return { application, deploymentGroup };
}

/** What arrives when the event happens, line by line. */
function message({ target: { InputTransformer: { InputPathsMap, InputTemplate } } }: TemplateRule, event: any): string[] {
  const filled = text(InputTemplate).replace(/<([\w-]+)>/g, (_, key) =>
    InputPathsMap[key].replace('$.', '').split(/[.[\]]+/).filter((part: string) => part).reduce((value: any, part: string) => value[part], event));
  return filled.split('\n').map(line => line.replace(/^"(.*)"$/, '$1'));
}

const rule = (on: Place, id: string) => rules(on.template, id)[0];

describe('where ECS moves the traffic', () => {
  test('people are told how a rollout goes', () => {
    const on = notified({ kind: 'shifting' });
    expect(rule(on, 'RolloutNews').pattern).toMatchObject({
      'detail-type': ['ECS Deployment State Change'], 'detail': { eventName: [{ prefix: 'SERVICE_DEPLOYMENT_' }] },
    });
    expect(message(rule(on, 'RolloutNews'), ECS_EVENT)).toEqual([
      'Rollout of shop: SERVICE_DEPLOYMENT_IN_PROGRESS',
      'ECS deployment ecs-svc/1 in progress.',
      expect.stringMatching(/^See: aws ecs list-service-deployments --region eu-west-1 --cluster \{Cluster\w+\} --service arn:\S+\/Shop-Api-1 --status/),
      expect.stringMatching(/^Abort: aws ecs stop-service-deployment .*list-service-deployments.* --stop-type ROLLBACK$/),
    ]);
  });

  test('people are asked, with the answers ready', () => {
    const on = notified({ kind: 'shifting', ...APPROVAL });
    expect(rule(on, 'RolloutWaits').pattern).toMatchObject({
      'detail-type': ['ECS Hook State Change'], 'detail': { eventName: ['HOOK_AWAITING_ACTION'], hookType: ['PAUSE'] },
    });
    const go = 'aws ecs continue-service-deployment --region eu-west-1 '
      + '--service-deployment-arn arn:aws:ecs:eu-west-1:111122223333:service-deployment/main/Shop-Api-1/7 --hook-id ecs-pause-1 --action';
    expect(message(rule(on, 'RolloutWaits'), ECS_EVENT)).toEqual([
      'Rollout of shop waits at PRE_PRODUCTION_TRAFFIC_SHIFT until 2026-03-05T16:04:41Z',
      expect.stringContaining('go on by themselves'),
      `Approve: ${go} CONTINUE`,
      `Abort: ${go} ROLLBACK`,
    ]);
  });

  test.each<RolloutDraft>([{ kind: 'rolling' }, { kind: 'shifting' }, { kind: 'codeDeploy' }])('nobody is asked where nobody has to approve: %j', rollout => {
    expect(rules(notified(rollout).template, 'Rollout').map(({ id }) => id.slice(0, 11))).toEqual(['RolloutNews']);
  });

  test('the rules are about this service, and do not wait for it', () => {
    const { template } = notified({ kind: 'shifting', ...APPROVAL });
    const service = idOf(template, 'AWS::ECS::Service');
    const [news, waits] = ['RolloutNews', 'RolloutWaits'].map(id => rules(template, id)[0]);
    [news.pattern.resources, waits.pattern.detail.serviceArn].forEach(([{ wildcard }]) => {
      expect(text(wildcard)).toMatch(new RegExp(`service/\\{Cluster\\w+\\}/\\{AWS::StackName\\}-${service}-\\*$`));
    });
    [news, waits].forEach(({ id }) => expect([...neededBy(template, id)]).not.toContain(service));
  });
});

describe('where CodeDeploy moves the traffic', () => {
  test('people are told how a rollout goes', () => {
    const on = notified({ kind: 'codeDeploy' });
    expect(rule(on, 'RolloutNews').pattern).toEqual({
      'source': ['aws.codedeploy'],
      'detail-type': ['CodeDeploy Deployment State-change Notification'],
      'detail': { application: ['shop'], deploymentGroup: ['api'], state: ['START', 'SUCCESS', 'FAILURE', 'STOP'] },
    });
    expect(message(rule(on, 'RolloutNews'), CODE_DEPLOY_EVENT)).toContain('Abort: aws deploy stop-deployment --region eu-west-1 --deployment-id d-7 --auto-rollback-enabled');
  });

  test('people are asked, with the answers ready', () => {
    const on = notified({ kind: 'codeDeploy', ...APPROVAL });
    expect(rule(on, 'RolloutWaits').pattern.detail.state).toEqual(['READY']);
    expect(message(rule(on, 'RolloutWaits'), CODE_DEPLOY_EVENT)).toEqual([
      'Rollout of shop is ready to take the traffic: d-7',
      'Approve: aws deploy continue-deployment --region eu-west-1 --deployment-id d-7 --deployment-wait-type READY_WAIT',
      'Abort: aws deploy stop-deployment --region eu-west-1 --deployment-id d-7 --auto-rollback-enabled',
    ]);
  });
});

describe('the topic', () => {
  test('that is made in the app lets EventBridge publish', () => {
    const on = place();
    const topic = new sns.Topic(on.stack, 'Own');
    const { template } = notified({ kind: 'rolling' }, on, topic);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: [{ Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' }, Resource: { Ref: idOf(template, 'AWS::SNS::Topic') } }] },
    });
  });

  test('gets each message as lines without quotes of their own', () => {
    const { template } = notified({ kind: 'shifting', ...APPROVAL });
    rules(template, 'Rollout').forEach(found => {
      message(found, ECS_EVENT).forEach(line => expect(line).not.toMatch(/["\\]/));
      expect(text(found.target.InputTransformer.InputTemplate).length).toBeLessThan(8192);
    });
  });
});

test.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('the packs find nothing to explain, with %s', (_, flags) => {
  expect(unexplained(notified({ kind: 'shifting', ...APPROVAL }, place({ flags })), 'Api')).toEqual([]);
});
