/** What templates are answered: what a service is created with, and where the traffic is. */
import { failure } from './support/aws';
import { answerQuestion, QuestionEvent } from '../../../src/functions/handlers/answer';
import { Aws } from '../../../src/functions/handlers/aws';
import { PinProperties, RESOURCES } from '../../../src/functions/wire/rollout';

const event = (given: Partial<QuestionEvent> & Pick<QuestionEvent, 'ResourceProperties' | 'ResourceType'>): QuestionEvent => ({
  RequestType: 'Create', RequestId: 'request-1', StackId: 'arn:stack', LogicalResourceId: 'Question', ...given,
});

/** AWS that answers what it is given; a function is called, so that it can fail. */
function fake(answers: Record<string, unknown>): Aws {
  return new Proxy({}, {
    get: (_target, name: string) => async (input: unknown) => {
      if (!(name in answers)) { throw new Error(`${name} is not to be called`); }
      const answer = answers[name];
      return typeof answer === 'function' ? (answer as (given: unknown) => unknown)(input) : answer;
    },
  }) as Aws;
}

describe('a seed', () => {
  const seed = { ResourceType: RESOURCES.seed, ResourceProperties: { parameter: '/shop/seed', cluster: 'cluster', launchType: 'FARGATE' } };

  test('gives what the parameter holds', async () => {
    const asked: unknown[] = [];
    const aws = fake({ getParameter: (input: unknown) => { asked.push(input); return { Parameter: { Value: '{"Subnets":"a,b","SecurityGroups":"c","ContainerPort":"8080"}' } }; } });
    const created = await answerQuestion(event(seed), aws);
    expect(created.Data).toEqual({ Subnets: ['a', 'b'], SecurityGroups: ['c'], ContainerPort: '8080' });
    expect(asked).toEqual([{ Name: '/shop/seed' }]);
    expect(await answerQuestion(event({ ...seed, RequestType: 'Update' }), aws)).toEqual(created);
  });

  test('waits for a parameter that the stack has only just written', async () => {
    let attempts = 0;
    const aws = fake({
      getParameter: () => {
        if (attempts++ === 0) { throw failure('ParameterNotFound'); }
        return { Parameter: { Value: '{"Subnets":"a","SecurityGroups":"b"}' } };
      },
    });
    expect(await answerQuestion(event(seed), aws)).toMatchObject({ Data: { Subnets: ['a'], SecurityGroups: ['b'] } });
  });

  test('needs nothing to be deleted', async () => {
    expect(await answerQuestion(event({ ...seed, RequestType: 'Delete', PhysicalResourceId: 'seed-1' }), fake({}))).toEqual({ PhysicalResourceId: 'seed-1' });
  });
});

describe('a pin', () => {
  const pin: PinProperties = {
    listener: 'arn:listener', priority: '100', blue: 'arn:blue', green: 'arn:green', epoch: '1', mode: 'shifting', cluster: 'cluster', launchType: 'FARGATE',
  };
  const rule = (blue: number, green: number, Priority = '100') => ({
    Priority,
    Actions: [{
      Type: 'forward',
      ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn:blue', Weight: blue }, { TargetGroupArn: 'arn:green', Weight: green }] },
    }],
  });
  const noServices = { describeStacks: { Stacks: [{ StackStatus: 'UPDATE_IN_PROGRESS' }] }, listServices: { serviceArns: [] } };
  const created = (rules: object[], given: Partial<PinProperties> = {}, answers: Record<string, unknown> = {}) => answerQuestion(
    event({ ResourceType: RESOURCES.pin, ResourceProperties: { ...pin, ...given } }),
    fake({ ...noServices, describeRules: { Rules: rules }, ...answers }),
  );
  const updated = (rules: unknown, to: Partial<PinProperties>, color = 'blue', answers: Record<string, unknown> = {}) => answerQuestion(event({
    ResourceType: RESOURCES.pin,
    RequestType: 'Update',
    PhysicalResourceId: `pin-1:${color}`,
    ResourceProperties: { ...pin, ...to },
    OldResourceProperties: pin,
  }), fake({ describeRules: typeof rules === 'function' ? rules : { Rules: rules }, ...answers }));

  test('begins with blue', async () => {
    expect(await created([])).toEqual({
      PhysicalResourceId: expect.stringMatching(/:blue$/) as string,
      Data: { BlueWeight: '100', GreenWeight: '0', LiveTargetGroupArn: 'arn:blue', IdleTargetGroupArn: 'arn:green' },
    });
  });

  test('gives the live weights of a rule that is there already', async () => {
    expect(await created([rule(0, 100)])).toMatchObject({
      PhysicalResourceId: expect.stringMatching(/:green$/) as string,
      Data: { BlueWeight: '0', GreenWeight: '100', LiveTargetGroupArn: 'arn:green', IdleTargetGroupArn: 'arn:blue' },
    });
  });

  test('takes blue for live while both have the same share', async () => {
    expect(await created([rule(50, 50)])).toMatchObject({ Data: { BlueWeight: '50', GreenWeight: '50', LiveTargetGroupArn: 'arn:blue' } });
  });

  test('takes a rule without any traffic for none', async () => {
    expect(await created([rule(0, 0)])).toMatchObject({ Data: { BlueWeight: '100', GreenWeight: '0' } });
  });

  test('gives the live weights whenever the rule is about to be written, whatever has changed about it', async () => {
    expect(await updated([rule(10, 90)], { epoch: '2' })).toMatchObject({ Data: { BlueWeight: '10', GreenWeight: '90' } });
    expect(await updated([rule(0, 1)], { epoch: '2', priority: '200' })).toMatchObject({ Data: { BlueWeight: '0', GreenWeight: '1' } });
    const elsewhere = ({ ListenerArn }: { ListenerArn: string }) => ({ Rules: ListenerArn === 'arn:listener' ? [rule(0, 1)] : [] });
    expect(await updated(elsewhere, { epoch: '2', listener: 'arn:other' })).toMatchObject({ Data: { GreenWeight: '1' } });
  });

  test('survives a listener that has been replaced', async () => {
    const replaced = ({ ListenerArn }: { ListenerArn: string }) => {
      if (ListenerArn === 'arn:listener') { throw failure('ListenerNotFoundException'); }
      return { Rules: [] };
    };
    expect(await updated(replaced, { listener: 'arn:other' })).toMatchObject({ Data: { BlueWeight: '100', GreenWeight: '0' } });
  });

  test('reads all pages of rules', async () => {
    const pages = ({ Marker }: { Marker?: string }) => Marker ? { Rules: [rule(0, 1)] } : { Rules: [rule(1, 0, '7')], NextMarker: 'more' };
    expect(await updated(pages, { epoch: '2' })).toMatchObject({ Data: { GreenWeight: '1' } });
  });

  test('overlooks rules of other services', async () => {
    expect(await created([rule(0, 1, '7'), { Priority: '100', Actions: [{ Type: 'forward', TargetGroupArn: 'arn:other' }] }, { Priority: 'default' }]))
      .toMatchObject({ Data: { BlueWeight: '100', GreenWeight: '0' } });
  });

  test('understands a rule with a lone target group', async () => {
    expect(await created([{ Priority: '100', Actions: [{ Type: 'forward', TargetGroupArn: 'arn:green' }] }])).toMatchObject({ Data: { BlueWeight: '0', GreenWeight: '100' } });
  });

  test('keeps the live target group of before, for the service depends on it, until somebody else moves the traffic', async () => {
    expect(await updated([rule(0, 100)], { epoch: '2' }, 'blue')).toMatchObject({
      PhysicalResourceId: expect.stringMatching(/:blue$/) as string, Data: { LiveTargetGroupArn: 'arn:blue', GreenWeight: '100' },
    });
    expect(await updated([rule(100, 0)], { epoch: '2' }, 'green')).toMatchObject({ Data: { LiveTargetGroupArn: 'arn:green' } });
    expect(await updated([rule(0, 100)], { mode: 'rolling' }, 'blue', noServices)).toMatchObject({
      PhysicalResourceId: expect.stringMatching(/:green$/) as string, Data: { LiveTargetGroupArn: 'arn:green' },
    });
  });

  test('keeps the colour of the traffic when both target groups are about to be replaced', async () => {
    const replaced = { blue: 'arn:new-blue', green: 'arn:new-green', epoch: '2' };

    expect(await updated([rule(0, 100)], replaced, 'green')).toMatchObject({
      Data: { BlueWeight: '0', GreenWeight: '100', LiveTargetGroupArn: 'arn:new-green', IdleTargetGroupArn: 'arn:new-blue' },
    });
    expect(await updated([], replaced, 'green')).toMatchObject({ Data: { BlueWeight: '0', GreenWeight: '100', LiveTargetGroupArn: 'arn:new-green' } });
  });

  test.each([{ cluster: 'other' }, { launchType: 'CAPACITY_PROVIDERS' }])('tells a service that becomes another one where the traffic is: %p', async change => {
    expect(await updated([rule(0, 100)], change)).toMatchObject({ Data: { LiveTargetGroupArn: 'arn:green', GreenWeight: '100' } });
  });

  test('begins a rule of test traffic where the public is', async () => {
    const tested = { priority: '90', publicListener: 'arn:listener', publicPriority: '100' };

    expect(await created([rule(0, 100)], tested)).toMatchObject({ Data: { BlueWeight: '0', GreenWeight: '100', LiveTargetGroupArn: 'arn:green' } });
  });

  test('keeps its name otherwise', async () => {
    const { PhysicalResourceId } = await created([]);
    expect((await updated([], { epoch: '2' })).PhysicalResourceId).toBe(PhysicalResourceId);
  });

  describe('of a listener that has no rules', () => {
    const place = { listener: '', priority: '', loadBalancer: 'arn:nlb', port: '1883' };
    const listener = (Port: number, blue: number, green: number) => ({ Port, DefaultActions: rule(blue, green).Actions });
    const asked = (Listeners: unknown, to: Partial<PinProperties> = {}, from: Partial<PinProperties> = {}) => answerQuestion(event({
      ResourceType: RESOURCES.pin,
      RequestType: 'Update',
      PhysicalResourceId: 'pin-1:blue',
      ResourceProperties: { ...pin, ...place, ...to },
      OldResourceProperties: { ...pin, ...place, ...from },
    }), fake({ describeListeners: typeof Listeners === 'function' ? Listeners : { Listeners } }));

    test('gives what the listener at the port does', async () => {
      expect(await asked([listener(1884, 100, 0), listener(1883, 10, 90)], { epoch: '2' })).toMatchObject({ Data: { BlueWeight: '10', GreenWeight: '90' } });
    });

    test('begins with blue where nobody listens yet', async () => {
      const aws = fake({ ...noServices, describeListeners: { Listeners: [listener(1884, 0, 100)] } });
      expect(await answerQuestion(event({ ResourceType: RESOURCES.pin, ResourceProperties: { ...pin, ...place } }), aws)).toMatchObject({
        PhysicalResourceId: expect.stringMatching(/:blue$/) as string, Data: { BlueWeight: '100', GreenWeight: '0' },
      });
    });

    test('looks where the listener was, if it is about to be somewhere else', async () => {
      expect(await asked([listener(1883, 0, 100)], { port: '8883' })).toMatchObject({ Data: { GreenWeight: '100' } });
      const elsewhere = ({ LoadBalancerArn }: { LoadBalancerArn: string }) => {
        if (LoadBalancerArn === 'arn:new') { throw failure('LoadBalancerNotFoundException'); }
        return { Listeners: [listener(1883, 0, 100)] };
      };
      expect(await asked(elsewhere, { loadBalancer: 'arn:new' })).toMatchObject({ Data: { GreenWeight: '100' } });
    });

    test('begins a listener of test traffic where the public is', async () => {
      expect(await asked([listener(1883, 0, 100)], { port: '2883', publicPort: '1883' }, { port: '2883', publicPort: '1883' }))
        .toMatchObject({ Data: { BlueWeight: '0', GreenWeight: '100' } });
    });

    test('reads all pages of listeners', async () => {
      const pages = ({ Marker }: { Marker?: string }) => Marker ? { Listeners: [listener(1883, 0, 1)] } : { Listeners: [listener(1, 1, 0)], NextMarker: 'more' };
      expect(await asked(pages, { epoch: '2' })).toMatchObject({ Data: { GreenWeight: '1' } });
    });
  });

  describe('guards a change of who moves the traffic', () => {
    const service = (type: string, sets = 1) => ({
      listServices: ({ nextToken }: { nextToken?: string }) => nextToken ? { serviceArns: ['arn:shop'] } : { serviceArns: ['arn:other'], nextToken: 'more' },
      describeServices: ({ services: [arn] }: { services: string[] }) => ({
        services: arn === 'arn:other' ? [{ serviceName: 'other', status: 'ACTIVE', loadBalancers: [{ targetGroupArn: 'arn:elsewhere' }] }] : [{
          serviceName: 'shop',
          status: 'ACTIVE',
          deploymentController: { type },
          loadBalancers: type === 'ECS' ? [{ targetGroupArn: 'arn:x', advancedConfiguration: { alternateTargetGroupArn: 'arn:green' } }] : [],
          taskSets: type === 'ECS' ? [] : Array.from({ length: sets }, () => ({ loadBalancers: [{ targetGroupArn: 'arn:blue' }] })),
        }],
      }),
    });

    test('CodeDeploy cannot take over a service of ECS', async () => {
      await expect(created([], { mode: 'codeDeploy' }, service('ECS'))).rejects.toThrow(/shop .*another construct id/);
      await expect(updated([], { mode: 'codeDeploy' }, 'blue', { ...noServices, ...service('ECS') })).rejects.toThrow(/cannot be handed over/);
    });

    test('ECS cannot take over a service at which CodeDeploy is still at work', async () => {
      await expect(created([], { mode: 'shifting' }, service('CODE_DEPLOY', 2))).rejects.toThrow(/2 sets of copies.*TERMINATION_WAIT/);
      expect(await created([], { mode: 'shifting' }, service('CODE_DEPLOY', 1))).toHaveProperty('Data');
    });

    test('everything else goes', async () => {
      const gone = { ...service('ECS'), describeServices: { services: [{ serviceName: 'shop', status: 'INACTIVE', loadBalancers: [{ targetGroupArn: 'arn:blue' }] }] } };
      expect(await created([], { mode: 'codeDeploy' }, gone)).toHaveProperty('Data');
      expect(await created([], { mode: 'codeDeploy' }, service('CODE_DEPLOY', 2))).toHaveProperty('Data');
      expect(await created([], { mode: 'rolling' }, service('ECS'))).toHaveProperty('Data');
      expect(await created([], {}, { listServices: () => { throw failure('ClusterNotFoundException'); } })).toHaveProperty('Data');
    });

    test('nothing is refused on the way back', async () => {
      const goingBack = { ...service('ECS'), describeStacks: { Stacks: [{ StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' }] } };
      expect(await created([], { mode: 'codeDeploy' }, goingBack)).toHaveProperty('Data');
    });
  });
});

test('a question that is not known is refused', async () => {
  await expect(answerQuestion(event({ ResourceType: 'Custom::Other', ResourceProperties: {} as PinProperties }), fake({}))).rejects.toThrow('Custom::Other');
});
