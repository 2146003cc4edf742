import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, Stack } from 'aws-cdk-lib/core';
import { ENV, ExposureParts, Ground, ground, ingressIn, refusals, refused, route } from './support';
import { Ingress, IngressBase } from '../../src/ingress';

/** Declares routes one after another and tells what was refused about the last. */
function declare(...all: ExposureParts[]) {
  const on = ground();
  const ingress = ingressIn(on);
  const last = all.length - 1;
  all.slice(0, last).forEach((parts, i) => route(ingress, on.stack, `Route${i}`, parts));
  return refused(() => route(ingress, on.stack, 'Last', all[last]));
}

test('the same route twice is refused, and its owner named', () => {
  const [found, ...rest] = declare({ match: { hostNames: ['a.example.com'] } }, { match: { hostNames: ['A.example.com'], paths: ['/*'] } });
  expect(found).toMatchObject({ code: 'DuplicateRoute', path: 'exposure' });
  expect(found.what).toContain('Platform/Route0');
  expect(rest).toEqual([]);
});

test('a priority that is taken is refused with a free one', () => {
  const [found] = declare({ priority: 10, match: { paths: ['/a'] } }, { priority: 11, match: { paths: ['/b'] } }, { priority: 10, match: { paths: ['/c'] } });
  expect(found).toMatchObject({ code: 'PriorityTaken', path: 'exposure' });
  expect(found.what).toContain('Platform/Route0');
  expect(found.remedy).toContain('priority: 12');
});

test('a route that no request would reach is refused', () => {
  const [found] = declare({ priority: 10, match: { paths: ['/api*'] } }, { priority: 20, match: { hostNames: ['a.example.com'], paths: ['/api/v1'] } });
  expect(found).toMatchObject({ code: 'RouteShadowed' });
  expect(found.what).toMatch(/Platform\/Route0 .*priority 10 before 20/);
  expect(found.remedy).toContain('priority: 9');
});

test('a route that would leave another no request is refused, whichever is declared first', () => {
  const [found] = declare({ priority: 20, match: { hostNames: ['a.example.com'], paths: ['/api/v1'] } }, { priority: 10, match: { paths: ['/api*'] } });
  expect(found).toMatchObject({ code: 'RouteShadows' });
  expect(found.what).toContain('Platform/Route0');
  expect(found.remedy).toContain('priority: 21');
});

test('a proposed priority is accepted', () => {
  const on = ground();
  const ingress = ingressIn(on);
  route(ingress, on.stack, 'Wide', { priority: 10, match: { paths: ['/api*'] } });
  expect(route(ingress, on.stack, 'Narrow', { priority: 9, match: { paths: ['/api/v1'] } }).priority).toBe(9);
});

test('wider and narrower routes find their places by themselves', () => {
  const shapes: ExposureParts[] = [
    {},
    { match: { paths: ['/api', '/api/*'] } },
    { match: { paths: ['/api/v2', '/api/v2/*'] } },
    { match: { hostNames: ['*.example.com'] } },
    { match: { hostNames: ['a.example.com'] } },
    { match: { hostNames: ['a.example.com'], paths: ['/api/*'] } },
    { match: { hostNames: ['a.example.com'], headers: [{ name: 'X-Beta', values: ['1'] }] } },
  ];
  const priorities = (order: ExposureParts[]) => {
    const on = ground();
    const ingress = ingressIn(on);
    return new Map(order.map((parts, i) => [parts, route(ingress, on.stack, `R${i}`, parts).priority]));
  };
  const [forth, back] = [priorities(shapes), priorities([...shapes].reverse())];
  shapes.forEach(parts => expect(forth.get(parts)).toBe(back.get(parts)));
  const byPriority = [...shapes].sort((a, b) => forth.get(a)! - forth.get(b)!);
  expect(byPriority.map(parts => shapes.indexOf(parts))).toEqual([6, 5, 4, 3, 2, 1, 0]);
});

test('different hosts never meet, also if everything else is alike', () => {
  expect(declare({ priority: 1, match: { hostNames: ['a.example.com'] } }, { priority: 2, match: { hostNames: ['b.example.com'] } })).toEqual([]);
});

test('services of two stacks meet on one listener', () => {
  const on = ground();
  const ingress = ingressIn(on);
  route(ingress, new Stack(on.app, 'One'), 'Api', { match: { paths: ['/api/*'] } });
  const [found] = refused(() => route(ingress, new Stack(on.app, 'Two'), 'Api', { match: { paths: ['/api/*'] } }));
  expect(found).toMatchObject({ code: 'DuplicateRoute' });
  expect(found.what).toContain('One/Api');
});

test('a refused route leaves no trace', () => {
  const on = ground();
  const ingress = ingressIn(on);
  route(ingress, on.stack, 'Api', { match: { paths: ['/api/*'] } });
  expect(refusals(() => route(ingress, on.stack, 'Wrong', { match: { paths: ['/web/*'] }, priority: 0 }))).toEqual(['PriorityOutOfRange exposure.priority']);
  expect(route(ingress, on.stack, 'Right', { match: { paths: ['/web/*'] } }).priority).toBeGreaterThan(0);
});

test('a load balancer takes fifty routes, or as many as you say', () => {
  const on = ground();
  const ingress = ingressIn(on);
  Array.from({ length: 50 }, (_, i) => route(ingress, on.stack, `S${i}`, { priority: i + 1, match: { paths: [`/s${i}`] } }));
  expect(refusals(() => route(ingress, on.stack, 'S50', { match: { paths: ['/s50'] } }))).toEqual(['TooManyRoutes exposure']);
  const other = ground();
  const wide = ingressIn(other, { maxRoutes: 1 });
  route(wide, other.stack, 'S0');
  expect(refusals(() => route(wide, other.stack, 'S1', { match: { paths: ['/s'] } }))).toEqual(['TooManyRoutes exposure']);
});

test('two apps in one process do not meet', () => {
  expect(declare({ match: { paths: ['/api/*'] } })).toEqual([]);
  expect(declare({ match: { paths: ['/api/*'] } })).toEqual([]);
});

describe('an existing load balancer', () => {
  const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210';

  function importedIn(on: Ground, id: string, takenPriorities?: number[]): IngressBase {
    const stack = new Stack(on.app, id, ENV);
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
    return Ingress.fromApplicationLoadBalancer(stack, 'Ingress', {
      vpc,
      securityGroup,
      loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
        loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shared/0123456789abcdef',
        securityGroupId: 'sg-0123456789abcdef0',
      }),
      listener: elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', { listenerArn: ARN, securityGroup }),
      takenPriorities,
    });
  }

  test('imported twice is one listener', () => {
    const on = { ...ground(), app: new App() };
    const [one, two] = [importedIn(on, 'One'), importedIn(on, 'Two')];
    route(one, one, 'Api', { match: { hostNames: ['a.example.com'] } });
    expect(refusals(() => route(two, two, 'Api', { match: { hostNames: ['a.example.com'] } }))).toEqual(['DuplicateRoute exposure']);
  });

  test('keeps clear of priorities that are known to be taken', () => {
    const on = { ...ground(), app: new App() };
    const ingress = importedIn(on, 'One', [29350, 29351]);
    const [found] = refused(() => route(ingress, ingress, 'Api', { match: { hostNames: ['api.example.com'] } }));
    expect(found).toMatchObject({ code: 'PriorityTaken' });
    expect(found.remedy).toContain('priority: 29352');
  });

  test('looked up before the CLI has asked is not taken for another one', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', ENV);
    const looked = (id: string, tag: string) => {
      const query = { loadBalancerTags: { tag } };
      const loadBalancer = elbv2.ApplicationLoadBalancer.fromLookup(stack, `${id}LoadBalancer`, query);
      const listener = elbv2.ApplicationListener.fromLookup(stack, `${id}Listener`, { ...query, listenerPort: 443 });
      return Ingress.fromApplicationLoadBalancer(stack, id, { vpc: loadBalancer.vpc!, loadBalancer, listener, securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, `${id}Group`, 'sg-0123456789abcdef0') });
    };
    const [one, two] = [looked('One', 'a'), looked('Two', 'b')];
    route(one, stack, 'A', { match: { paths: ['/api/*'] } });
    expect(refusals(() => route(two, stack, 'B', { match: { paths: ['/api/*'] } }))).toEqual([]);
  });
});
