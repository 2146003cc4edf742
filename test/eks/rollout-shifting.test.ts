import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { asText, object, objects, only, service, statementsOf, web } from './support';
import { ManifestDelivery } from '../../src/eks/manifests';
import { ApplicationProtocol, Exposure, Rollout, RolloutAlarms } from '../../src/vocabulary';

const READY = 'Custom::ContainerRevisionReady';
const SHIFT = 'Custom::ContainerTrafficShift';
const TARGET = 'Custom::ContainerRevisionTarget';
const REVISION = 'cdk-container-platform/revision';

type Resource = { readonly Properties: Record<string, any>; readonly DependsOn?: string[] };

const canary = (environment: Record<string, string> = {}) => web({ rollout: Rollout.canary(), environment }).template;

/** The only Deployment's revision. */
function revisionOf(template: Template): string {
  return object(template, 'Deployment').metadata.labels[REVISION];
}

/** The object's resource, by the words its logical id begins with. */
function resourceOf(template: Template, begins: string): [string, Resource] {
  const found = Object.entries(template.toJSON().Resources as Record<string, Resource>).filter(([id]) => id.startsWith(begins));
  expect(found).toHaveLength(1);
  return found[0];
}

/** Everything that is there before a resource is. */
function before(template: Template, id: string, seen = new Set<string>()): Set<string> {
  const { [id]: resource } = template.toJSON().Resources as Record<string, Resource>;
  const named = [...JSON.stringify(resource.Properties ?? {}).matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(([, name]) => name);
  for (const next of [...resource.DependsOn ?? [], ...named]) {
    if (!seen.has(next) && next in template.toJSON().Resources) {
      before(template, next, seen.add(next));
    }
  }
  return seen;
}

describe('a version whose traffic is shifted', () => {
  test('has objects of its own, which select only its pods', () => {
    const template = canary();
    const revision = revisionOf(template);
    const own = objects(template).filter(({ metadata }) => metadata.name.endsWith(revision));
    expect(own.map(({ kind }) => kind).sort()).toEqual(['Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'TargetGroupBinding']);
    const selector = { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': `api-${revision}`, [REVISION]: revision };
    expect(object(template, 'Deployment')).toMatchObject({
      metadata: { name: `api-${revision}` }, spec: { selector: { matchLabels: selector }, template: { metadata: { labels: selector } } },
    });
    expect(object(template, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: selector });
    expect(object(template, 'Service', `api-${revision}`).spec.selector).toEqual(selector);
  });

  test('scales by itself', () => {
    const { template } = web({ rollout: Rollout.canary(), scaling: { min: 3, max: 9 } });
    const name = `api-${revisionOf(template)}`;
    expect(object(template, 'HorizontalPodAutoscaler')).toMatchObject({ metadata: { name }, spec: { scaleTargetRef: { name }, minReplicas: 3 } });
    expect(only(template, SHIFT).copies).toBe('3');
  });

  test('is made anew, with other logical ids, when anything about its pods changes', () => {
    const [one, two] = [canary({ COLOUR: 'red' }), canary({ COLOUR: 'green' })];
    const versioned = (template: Template) => Object.keys(template.toJSON().Resources).filter(id => id.toLowerCase().includes(revisionOf(template)));
    expect(versioned(one)).toHaveLength(6);
    expect(versioned(two)).toHaveLength(6);
    const ids = Object.keys(two.toJSON().Resources);
    expect(Object.keys(one.toJSON().Resources).filter(id => !ids.includes(id))).toEqual(versioned(one));
  });

  test('is made anew when its target groups are', () => {
    const [one, two] = [ApplicationProtocol.HTTP1, ApplicationProtocol.HTTP2]
      .map(protocol => web({ rollout: Rollout.blueGreen(), exposures: [Exposure.public({ protocol })] }).template);
    expect(revisionOf(one)).not.toBe(revisionOf(two));
  });

  test('stays the same, and in place, when only the number of its copies changes', () => {
    const [two, five] = [2, 5].map(count => web({ rollout: Rollout.canary(), desiredCount: count }).template);
    expect(Object.keys(two.toJSON().Resources)).toEqual(Object.keys(five.toJSON().Resources));
    expect(object(five, 'Deployment').spec.replicas).toBe(5);
  });

  test('is no version of a rolling rollout', () => {
    expect(revisionOf(canary())).not.toBe(object(web().template, 'Deployment').spec.template.metadata.labels[REVISION]);
  });

  test('is bound to the target group that it is told', () => {
    const template = canary();
    const revision = revisionOf(template);
    const [id, { Properties }] = resourceOf(template, 'RevisionTarget');
    expect(Properties).toMatchObject({ rule: { Ref: expect.stringContaining('PublicRule') }, revision });
    expect(object(template, 'TargetGroupBinding').spec).toEqual({
      serviceRef: { name: `api-${revision}`, port: 8080 }, targetGroupARN: `${id}.TargetGroupArn`, targetType: 'ip',
    });
  });

  test('may be registered with either target group', () => {
    const groups = canary().findResources('AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(Object.values(groups).map(({ Properties }) => Properties.Tags)).toEqual([1, 2].map(() => [{ Key: 'eks:eks-cluster-name', Value: 'Shop-Platform' }]));
  });

  test('has a target group for each way in', () => {
    const { template } = web({ rollout: Rollout.canary(), exposures: [Exposure.public(), Exposure.internal()] });
    template.resourceCountIs(TARGET, 2);
    template.resourceCountIs(SHIFT, 1);
    expect(only(template, SHIFT).routes.map((route: Record<string, unknown>) => asText(route.target))).toEqual([
      expect.stringMatching(/^RevisionTargetApiPublic.*TargetGroupArn$/), expect.stringMatching(/^RevisionTargetApiInternal.*TargetGroupArn$/),
    ]);
  });
});

describe('the traffic', () => {
  test('is moved once the pods of the version are well', () => {
    const template = canary();
    const [shift] = resourceOf(template, 'ApiShift');
    const [ready] = resourceOf(template, 'ApiReady');
    const [deployment] = resourceOf(template, 'DeploymentApi');
    const [binding] = resourceOf(template, 'TargetGroupBinding');
    expect([...before(template, shift)]).toEqual(expect.arrayContaining([ready, deployment, binding]));
    expect([...before(template, deployment)]).toEqual(expect.arrayContaining([binding, resourceOf(template, 'RevisionTarget')[0]]));
    expect([...before(template, ready)]).toContain(resourceOf(template, 'ApiMoveTraffic')[0]);
    expect(only(template, READY)).toMatchObject({ copies: '2', timeoutMinutes: '20', revision: revisionOf(template) });
  });

  test('within the cluster follows the public', () => {
    const template = canary();
    expect(object(template, 'Service', 'api').spec.selector[REVISION]).toBe(revisionOf(template));
    expect([...before(template, resourceOf(template, 'ServiceApi7964F599')[0])]).toContain(resourceOf(template, 'ApiShift')[0]);
  });

  test.each<[string, Rollout, object]>([
    ['all at once', Rollout.blueGreen({ bakeTime: Duration.minutes(7) }), { steps: [{ minute: '0', share: '1000' }], fromMinute: '0', toMinute: '7' }],
    ['a part first', Rollout.canary({ percent: 2.5, interval: Duration.minutes(5) }),
      { steps: [{ minute: '0', share: '25' }, { minute: '5', share: '1000' }], fromMinute: '0', toMinute: '15' }],
    ['in equal steps', Rollout.linear({ percent: 40, interval: Duration.minutes(3), bakeTime: Duration.minutes(0) }),
      { steps: [{ minute: '0', share: '400' }, { minute: '3', share: '800' }, { minute: '6', share: '1000' }], fromMinute: '0', toMinute: '6' }],
  ])('moves %s', (_, rollout, expected) => {
    expect(only(web({ rollout }).template, SHIFT)).toMatchObject(expected);
  });

  test('may take longer than one custom resource may', () => {
    const { template } = web({ rollout: Rollout.linear() });
    const parts = Object.values(template.findResources(SHIFT)) as Resource[];
    expect(parts.map(({ Properties }) => [Properties.fromMinute, Properties.toMinute])).toEqual([['0', '45'], ['45', '64']]);
    expect(parts[1].DependsOn).toEqual([resourceOf(template, 'ApiShiftBEFB6291')[0]]);
  });

  test('goes back when an alarm of the workload fires, unless others are named, or none', () => {
    const alarmsOf = (alarms?: RolloutAlarms) => only(web({ rollout: Rollout.canary({ alarms }) }).template, SHIFT).alarms;
    expect(alarmsOf().map(asText)).toEqual(['Errors', 'Unhealthy', 'Latency'].map(kind => expect.stringContaining(`${kind}Alarm`)));
    expect(alarmsOf(RolloutAlarms.none())).toEqual([]);
    const named = web(on => ({ rollout: Rollout.canary({ alarms: RolloutAlarms.of(cloudwatch.Alarm.fromAlarmName(on.stack, 'Sales', 'no-sales')) }) }));
    expect(only(named.template, SHIFT).alarms).toEqual(['no-sales']);
  });

  test('is never moved by CloudFormation', () => {
    const template = canary();
    expect(only(template, 'Custom::ContainerTrafficPin')).toMatchObject({ mode: 'shifting', cluster: '' });
    expect(JSON.stringify(resourceOf(template, 'ApiPublicRule')[1])).toMatch(/GetAtt":\["\w+","BlueWeight"/);
  });

  test('can be moved on the rules of the workload, and on no others', () => {
    const moving = statementsOf(canary(), 'TrafficShifterIsCompleteParts').filter(({ Action }) => JSON.stringify(Action).includes('ModifyRule'));
    expect(moving).toEqual([{ Action: 'elasticloadbalancing:ModifyRule', Effect: 'Allow', Resource: { Ref: expect.stringContaining('ApiPublicRule') } }]);
    expect(JSON.stringify(statementsOf(canary(), 'TrafficShifterOnEventParts'))).not.toContain('Modify');
  });

  test('is moved by the same functions for all workloads of a stack', () => {
    const { template } = web(({ stack, platform }) => {
      service(stack, 'Other', platform({}, 'Elsewhere'), { rollout: Rollout.blueGreen() });
      return { rollout: Rollout.canary() };
    });
    template.resourceCountIs(SHIFT, 2);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  });
});

describe('a rolling rollout that follows the traffic', () => {
  const follows = (props = {}) => web({ rollout: Rollout.rolling({ followTraffic: true }), ...props }).template;

  test('keeps one set of objects, bound to a target group that is asked for once', () => {
    const [one, two] = [follows({ environment: { COLOUR: 'red' } }), follows({ environment: { COLOUR: 'green' } })];
    expect(Object.keys(one.toJSON().Resources)).toEqual(Object.keys(two.toJSON().Resources));
    const [id] = resourceOf(one, 'RevisionTargetApiPublicRolling');
    expect(object(one, 'TargetGroupBinding').spec).toMatchObject({ serviceRef: { name: 'api-rolling' }, targetGroupARN: `${id}.TargetGroupArn` });
  });

  test('is met by callers in the cluster when the public has moved', () => {
    const template = follows();
    const [own, lasting] = ['api', 'api-rolling'].map(name => object(template, 'Service', name).spec);
    expect(own).toEqual(lasting);
    expect([...before(template, resourceOf(template, 'ServiceApi7964F599')[0])]).toContain(resourceOf(template, 'ApiShift')[0]);
  });

  test('is an ordinary one where no load balancer leads to it', () => {
    follows({ exposures: [] }).resourceCountIs(TARGET, 0);
  });

  test('has the traffic moved to it once, and afterwards never again', () => {
    const [one, two] = [follows({ environment: { COLOUR: 'red' } }), follows({ environment: { COLOUR: 'green' } })];
    expect(only(one, SHIFT)).toMatchObject({ steps: [{ minute: '0', share: '1000' }], toMinute: '0', alarms: [] });
    expect(only(one, SHIFT)).toEqual(only(two, SHIFT));
    expect([...before(one, resourceOf(one, 'ApiShift')[0])]).toContain(resourceOf(one, 'ApiRolloutGate')[0]);
  });

  test('has another binding than one that does not: a target group takes only one', () => {
    expect(object(follows(), 'TargetGroupBinding').metadata.name).not.toBe(object(web().template, 'TargetGroupBinding').metadata.name);
  });

  test('moves nothing while there are no copies', () => {
    follows({ desiredCount: 0 }).resourceCountIs(SHIFT, 0);
  });
});

test('a rolling rollout that moves nothing costs nothing', () => {
  const { template } = web();
  [READY, SHIFT, TARGET, 'Custom::ContainerTrafficPin', 'AWS::StepFunctions::StateMachine'].forEach(type => template.resourceCountIs(type, 0));
});

test.each([Rollout.canary(), Rollout.rolling({ followTraffic: true })])('objects that are only written down cannot be shifted between', rollout => {
  expect(() => web({ rollout }, { manifests: ManifestDelivery.WRITE })).toThrow('EksShiftIsDeployed');
});

test('a version is let in on its own ports, as long as it lives', () => {
  const policies = [8080, 9090].map(port => object(web({ rollout: Rollout.canary(), port }).template, 'NetworkPolicy'));
  const [one, two] = policies.map(({ metadata: { name }, spec }) => ({ name, pods: spec.podSelector.matchLabels, ports: spec.ingress[0].ports }));
  expect([one.ports, two.ports]).toEqual([[{ port: 8080, protocol: 'TCP' }], [{ port: 9090, protocol: 'TCP' }]]);
  expect([one, two].map(({ pods }) => pods['app.kubernetes.io/instance'])).toEqual([one.name, two.name]);
  expect(one.name).not.toBe(two.name);
});

test('pods come in elsewhere by their name alone, which stays when the way of rolling out changes', () => {
  const visitor = (rollout: Rollout) => {
    const { stack, eksPlatform, api } = web({ rollout });
    const orders = service(stack, 'Orders', eksPlatform, { exposures: [] });
    api.connectTo(orders);
    return object(Template.fromStack(stack), 'NetworkPolicy', 'orders').spec.ingress[0].from;
  };
  expect(visitor(Rollout.canary())).toEqual([{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } } }]);
  expect(visitor(Rollout.rolling())).toEqual(visitor(Rollout.canary()));
});
