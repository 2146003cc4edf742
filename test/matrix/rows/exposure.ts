import { Match } from 'aws-cdk-lib/assertions';
import { Duration, SecretValue } from 'aws-cdk-lib/core';
import { ExposureDraft, WorkloadDraft } from '../../../src/model';
import { Authentication } from '../../../src/vocabulary';
import { main, NONE, podContainer, refuses, renders, Row, service, sidecar } from '../matrix';

function exposed(given: Partial<ExposureDraft> = {}): Partial<WorkloadDraft> {
  return { exposures: [{ kind: 'http', audience: 'public', ...given }] };
}

function rule(properties: object) {
  return renders({ 'AWS::ElasticLoadBalancingV2::ListenerRule': properties });
}

function conditions(...given: object[]) {
  return rule({ Conditions: Match.arrayWith(given) });
}

function targetGroup(properties: object) {
  return renders({ 'AWS::ElasticLoadBalancingV2::TargetGroup': properties });
}

const login = Authentication.oidc({
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/me',
  clientId: 'shop',
  clientSecret: SecretValue.secretsManager('login'),
});

export const EXPOSURE: readonly Row[] = [
  {
    feature: 'no way in',
    covers: ['workload.exposures'],
    given: { exposures: [] },
    ecs: renders({ 'AWS::ElasticLoadBalancingV2::LoadBalancer': NONE, 'AWS::ECS::Service': { LoadBalancers: Match.absent() } }),
    eks: renders({ 'AWS::ElasticLoadBalancingV2::LoadBalancer': NONE, 'TargetGroupBinding': NONE }),
  },
  {
    feature: 'from the internet, to the first port of the main container',
    covers: ['exposure.audience', 'exposure.port', 'exposure.container', 'audience.public'],
    given: exposed(),
    ecs: renders({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': { Scheme: 'internet-facing' },
      'AWS::ECS::Service': { LoadBalancers: [{ ContainerName: 'shop', ContainerPort: 8080, TargetGroupArn: Match.anyValue() }] },
    }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': { Scheme: 'internet-facing' },
      'TargetGroupBinding': { apiVersion: 'eks.amazonaws.com/v1', spec: { serviceRef: { name: 'shop', port: 8080 }, targetType: 'ip', targetGroupARN: Match.stringLikeRegexp('Blue') } },
    }),
  },
  {
    feature: 'from within the network',
    covers: ['audience.internal'],
    given: exposed({ audience: 'internal' }),
    ecs: renders({ 'AWS::ElasticLoadBalancingV2::LoadBalancer': { Scheme: 'internal' } }),
    eks: renders({ 'AWS::ElasticLoadBalancingV2::LoadBalancer': { Scheme: 'internal' } }),
  },
  {
    feature: 'public and internal at once',
    covers: ['workload.exposures', 'audience.public', 'audience.internal'],
    given: { exposures: [{ kind: 'http', audience: 'public' }, { kind: 'http', audience: 'internal' }] },
    ecs: service({ LoadBalancers: [Match.objectLike({ ContainerPort: 8080 }), Match.objectLike({ ContainerPort: 8080 })] }),
    eks: renders({ TargetGroupBinding: [{ metadata: { name: Match.stringLikeRegexp('^shop-public-') } }, { metadata: { name: Match.stringLikeRegexp('^shop-internal-') } }] }),
  },
  {
    feature: 'to a port of a sidecar',
    covers: ['exposure.container', 'exposure.port'],
    given: { containers: [main(), sidecar('proxy', { ports: [{ port: 8443 }] })], ...exposed({ container: 'proxy', port: 8443 }) },
    ecs: service({ LoadBalancers: [Match.objectLike({ ContainerName: 'proxy', ContainerPort: 8443 })] }),
    eks: renders({
      TargetGroupBinding: { spec: { serviceRef: { name: 'shop', port: 8443 } } },
      Service: { spec: { ports: Match.arrayWith([Match.objectLike({ port: 8443 })]) } },
    }),
  },
  {
    feature: 'host names',
    covers: ['exposure.match', 'match.hostNames'],
    given: exposed({ match: { hostNames: ['a.example.com', 'b.example.com'] } }),
    ecs: conditions({ Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com', 'b.example.com'] } }),
    eks: conditions({ Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com', 'b.example.com'] } }),
  },
  {
    feature: 'paths',
    covers: ['match.paths'],
    given: exposed({ match: { paths: ['/api/*'] } }),
    ecs: conditions({ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }),
    eks: conditions({ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }),
  },
  {
    feature: 'headers',
    covers: ['match.headers', 'match.header-name', 'match.header-values'],
    given: exposed({ match: { headers: [{ name: 'X-Tenant', values: ['a', 'b*'] }] } }),
    ecs: conditions({ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Tenant', Values: ['a', 'b*'] } }),
    eks: conditions({ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Tenant', Values: ['a', 'b*'] } }),
  },
  {
    feature: 'the query string',
    covers: ['match.queryStrings', 'match.query-key', 'match.query-value'],
    given: exposed({ match: { queryStrings: [{ key: 'v', value: '2' }, { value: 'beta' }] } }),
    ecs: conditions({ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }, { Value: 'beta' }] } }),
    eks: conditions({ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }, { Value: 'beta' }] } }),
  },
  {
    feature: 'where requests come from',
    covers: ['match.sourceIps'],
    given: exposed({ match: { sourceIps: ['10.1.0.0/16'] } }),
    ecs: conditions({ Field: 'source-ip', SourceIpConfig: { Values: ['10.1.0.0/16'] } }),
    eks: conditions({ Field: 'source-ip', SourceIpConfig: { Values: ['10.1.0.0/16'] } }),
  },
  {
    feature: 'methods',
    covers: ['match.methods'],
    given: exposed({ match: { methods: ['GET', 'HEAD'] } }),
    ecs: conditions({ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD'] } }),
    eks: conditions({ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD'] } }),
  },
  {
    feature: 'a place in the order of rules',
    covers: ['exposure.priority'],
    given: exposed({ priority: 7 }),
    ecs: rule({ Priority: 7 }),
    eks: rule({ Priority: 7 }),
  },
  {
    feature: 'signing in first',
    covers: ['exposure.authentication'],
    given: exposed({ authentication: login._toHandle() }),
    ecs: rule({ Actions: [Match.objectLike({ Type: 'authenticate-oidc', Order: 1 }), Match.objectLike({ Type: 'forward', Order: 2 })] }),
    eks: rule({ Actions: [Match.objectLike({ Type: 'authenticate-oidc', Order: 1 }), Match.objectLike({ Type: 'forward', Order: 2 })] }),
  },
  {
    feature: 'HTTP/1.1, in the clear',
    covers: ['exposure.protocol', 'exposure.encrypted', 'protocol.http1'],
    given: exposed(),
    ecs: targetGroup({ Protocol: 'HTTP', ProtocolVersion: 'HTTP1', TargetType: 'ip', Port: 80 }),
    eks: targetGroup({ Protocol: 'HTTP', ProtocolVersion: 'HTTP1', TargetType: 'ip', Port: 80 }),
  },
  {
    feature: 'HTTP/2',
    covers: ['protocol.http2'],
    given: exposed({ protocol: 'http2' }),
    ecs: targetGroup({ Protocol: 'HTTP', ProtocolVersion: 'HTTP2' }),
    eks: targetGroup({ Protocol: 'HTTP', ProtocolVersion: 'HTTP2' }),
  },
  {
    feature: 'gRPC',
    covers: ['protocol.grpc'],
    given: exposed({ protocol: 'grpc' }),
    ecs: targetGroup({ ProtocolVersion: 'GRPC', Matcher: { GrpcCode: '0,12' } }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': { ProtocolVersion: 'GRPC', Matcher: { GrpcCode: '0,12' } },
      'Deployment': { spec: { template: { spec: { containers: [Match.objectLike({ readinessProbe: Match.objectLike({ tcpSocket: { port: 8080 } }) })] } } } },
    }),
  },
  {
    feature: 'TLS to the container',
    covers: ['exposure.encrypted'],
    given: exposed({ encrypted: true }),
    ecs: targetGroup({ Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS' }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': { Protocol: 'HTTPS', HealthCheckProtocol: 'HTTPS' },
      'Deployment': { spec: { template: { spec: { containers: [Match.objectLike({ readinessProbe: Match.objectLike({ httpGet: { path: '/', port: 8080, scheme: 'HTTPS' } }) })] } } } },
    }),
  },
  {
    feature: 'a health check',
    covers: ['exposure.health', 'health.path', 'health.port', 'health.successCodes', 'health.interval', 'health.timeout', 'health.failures', 'health.successes'],
    given: {
      containers: [main({ ports: [{ port: 8080 }, { port: 9000 }] })],
      ...exposed({
        health: { kind: 'http', path: '/well', port: 9000, successCodes: '200', interval: Duration.seconds(20), timeout: Duration.seconds(4), failures: 4, successes: 5 },
      }),
    },
    ecs: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': {
        HealthCheckPath: '/well',
        HealthCheckPort: '9000',
        Matcher: { HttpCode: '200' },
        HealthCheckIntervalSeconds: 20,
        HealthCheckTimeoutSeconds: 4,
        UnhealthyThresholdCount: 4,
        HealthyThresholdCount: 5,
      },
      'AWS::EC2::SecurityGroup': {
        GroupDescription: 'Tasks of shop',
        SecurityGroupIngress: [Match.objectLike({ FromPort: 8080, ToPort: 8080 }), Match.objectLike({ FromPort: 9000, ToPort: 9000 })],
      },
    }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': { HealthCheckPath: '/well', HealthCheckPort: '9000', Matcher: { HttpCode: '200' } },
      'AWS::EC2::SecurityGroupIngress': [{ FromPort: 8080, ToPort: 8080 }, { FromPort: 9000, ToPort: 9000 }],
      'Deployment': {
        spec: {
          template: {
            spec: {
              containers: [Match.objectLike({
                readinessProbe: { httpGet: { path: '/well', port: 9000 }, periodSeconds: 20, timeoutSeconds: 4, failureThreshold: 4, successThreshold: 5 },
              })],
            },
          },
        },
      },
    }),
  },
  {
    feature: 'failures that are forgiven after the start',
    covers: ['health.startPeriod', 'rollout.healthCheckGracePeriod'],
    given: exposed({ health: { startPeriod: Duration.minutes(5) } }),
    ecs: service({ HealthCheckGracePeriodSeconds: 300 }),
    eks: podContainer({ startupProbe: Match.objectLike({ periodSeconds: 10, failureThreshold: 30 }) }),
  },
  {
    feature: 'time for requests in flight, and clients that come back to the same copy',
    covers: ['exposure.drainTime', 'exposure.stickiness'],
    given: exposed({ drainTime: Duration.seconds(90), stickiness: Duration.hours(1) }),
    ecs: targetGroup({
      TargetGroupAttributes: Match.arrayWith([
        { Key: 'deregistration_delay.timeout_seconds', Value: '90' },
        { Key: 'stickiness.lb_cookie.duration_seconds', Value: '3600' },
      ]),
    }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': {
        TargetGroupAttributes: Match.arrayWith([
          { Key: 'deregistration_delay.timeout_seconds', Value: '90' },
          { Key: 'stickiness.lb_cookie.duration_seconds', Value: '3600' },
        ]),
      },
      'Deployment': { spec: { template: { spec: Match.objectLike({ terminationGracePeriodSeconds: 90 + 30 }) } } },
    }),
  },
  {
    feature: 'both target groups and one weighted rule, from the first day',
    covers: ['workload.exposures'],
    given: exposed(),
    ecs: rule({
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: Match.anyValue(), Weight: 1 }, { TargetGroupArn: Match.anyValue(), Weight: 0 }] } }],
    }),
    eks: rule({
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: Match.anyValue(), Weight: 1 }, { TargetGroupArn: Match.anyValue(), Weight: 0 }] } }],
    }),
  },
  {
    feature: 'a port that no container opens',
    covers: ['exposure.port'],
    given: exposed({ port: 9999 }),
    ecs: refuses('ExposurePortNotOpen'),
    eks: refuses('ExposurePortNotOpen'),
  },
];
