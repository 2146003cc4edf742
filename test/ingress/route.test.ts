import { Template } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { ExposureParts, ground, ingressIn, only, resources, route } from './support';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function routed(parts: ExposureParts) {
  const on = ground();
  const made = route(ingressIn(on), on.stack, 'Api', parts);
  const groups = Object.values(resources(on.stack, TARGET_GROUP)).map(found => found.Properties);
  return { made, rule: only(on.stack, RULE), groups, stack: on.stack };
}

test('all requests go to blue at first, and the rule does nothing but forward', () => {
  const { rule, stack } = routed({});
  const [blue, green] = Object.keys(resources(stack, TARGET_GROUP));
  expect(blue).toMatch(/Blue/);
  expect(rule.Actions).toEqual([{
    Type: 'forward',
    ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: blue }, Weight: 1 }, { TargetGroupArn: { Ref: green }, Weight: 0 }] },
  }]);
});

test('both target groups are alike and say every value of the health check', () => {
  const { groups } = routed({ drainTime: Duration.seconds(45), health: { path: '/up', port: 9090, successCodes: '200,204', interval: Duration.seconds(20) } });
  expect(groups[0]).toEqual(groups[1]);
  expect(groups[0]).toMatchObject({
    TargetType: 'ip',
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: 80,
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPath: '/up',
    HealthCheckPort: '9090',
    HealthCheckIntervalSeconds: 20,
    HealthCheckTimeoutSeconds: 5,
    UnhealthyThresholdCount: 3,
    HealthyThresholdCount: 2,
    Matcher: { HttpCode: '200,204' },
  });
  expect(groups[0].Name).toBeUndefined();
  expect(groups[0].TargetGroupAttributes).toEqual([
    { Key: 'deregistration_delay.timeout_seconds', Value: '45' },
    { Key: 'stickiness.enabled', Value: 'false' },
    { Key: 'load_balancing.algorithm.type', Value: 'round_robin' },
  ]);
});

test('stickiness is said for the target groups and, because they may not have it alone, for the rule', () => {
  const { rule, groups } = routed({ stickiness: Duration.hours(1) });
  expect(groups[0].TargetGroupAttributes).toEqual(expect.arrayContaining([
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'stickiness.type', Value: 'lb_cookie' },
    { Key: 'stickiness.lb_cookie.duration_seconds', Value: '3600' },
  ]));
  expect(rule.Actions[0].ForwardConfig.TargetGroupStickinessConfig).toEqual({ Enabled: true, DurationSeconds: 3600 });
});

test('speaks gRPC, HTTP/2 and TLS to the containers', () => {
  expect(routed({ protocol: 'grpc', health: { successCodes: '0,12' } }).groups[0]).toMatchObject({ ProtocolVersion: 'GRPC', Matcher: { GrpcCode: '0,12' } });
  expect(routed({ protocol: 'http2' }).groups[0]).toMatchObject({ ProtocolVersion: 'HTTP2', Matcher: { HttpCode: '200-399' } });
  expect(routed({ encrypted: true }).groups[0]).toMatchObject({ Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS' });
});

test('asks for everything that the route asks for', () => {
  const { rule } = routed({
    match: {
      hostNames: ['api.example.com'],
      paths: ['/api/*'],
      headers: [{ name: 'X-Beta', values: ['1'] }],
      queryStrings: [{ key: 'v', value: '2' }],
      methods: ['GET'],
    },
  });
  expect(rule.Conditions).toEqual([
    { Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } },
    { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } },
    { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Beta', Values: ['1'] } },
    { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
    { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
  ]);
});

test('a route that asks for nothing takes every path, and source addresses are a condition too', () => {
  expect(routed({}).rule.Conditions).toEqual([{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }]);
  expect(routed({ match: { sourceIps: ['10.0.0.0/8'] } }).rule.Conditions).toEqual([{ Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } }]);
});

test('a priority given by hand is taken as it is', () => {
  expect(routed({ priority: 7 }).rule.Priority).toBe(7);
  expect(routed({ match: { hostNames: ['api.example.com'] } }).rule.Priority).toBe(29350);
});

test('the url begins where a client would', () => {
  expect(routed({ match: { hostNames: ['*.example.com', 'www.example.com'], paths: ['/api/v?/*'] } }).made.url).toBe('https://www.example.com/api/v');
  expect(routed({}).made.url).toBe('https://example.com/');
});

test('services keep their priorities whatever is declared before them', () => {
  const priorities = (ids: string[]) => {
    const on = ground();
    const ingress = ingressIn(on);
    ids.forEach(id => route(ingress, on.stack, id, { match: { hostNames: [`${id}.example.com`] } }));
    const rules = Object.entries(Template.fromStack(on.stack).findResources(RULE)).map(([id, found]) => [id, found.Properties.Priority]);
    return Object.fromEntries(rules);
  };
  expect(priorities(['c', 'b', 'a'])).toEqual(priorities(['a', 'b', 'c']));
  expect(priorities(['a', 'b', 'c'])).toMatchObject(priorities(['b']));
});
