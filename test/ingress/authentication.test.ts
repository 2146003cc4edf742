import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Duration, SecretValue, Stack } from 'aws-cdk-lib/core';
import { ground, ingressIn, only, resources, route } from './support';
import { Authentication } from '../../src/vocabulary';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

export const OIDC = {
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/me',
  clientId: 'app',
  clientSecret: SecretValue.secretsManager('oidc'),
};

const egress = (stack: Stack) => Object.values(resources(stack, 'AWS::EC2::SecurityGroup'))
  .flatMap(found => found.Properties.SecurityGroupEgress ?? [])
  .filter((rule: any) => rule.FromPort === 443);

test('users sign in with OpenID Connect before the request goes on', () => {
  const on = ground();
  const services = new Stack(on.app, 'Services');
  route(ingressIn(on), services, 'Api', { authentication: Authentication.oidc(OIDC)._toHandle() });
  const [signIn, forward] = only(services, RULE).Actions;
  expect(signIn).toMatchObject({
    Type: 'authenticate-oidc',
    Order: 1,
    AuthenticateOidcConfig: {
      Issuer: 'https://login.example.com',
      AuthorizationEndpoint: 'https://login.example.com/authorize',
      TokenEndpoint: 'https://login.example.com/token',
      UserInfoEndpoint: 'https://login.example.com/me',
      ClientId: 'app',
      Scope: 'openid',
      SessionTimeout: 43200,
      SessionCookieName: 'AWSELBAuthSessionCookie',
      OnUnauthenticatedRequest: 'authenticate',
    },
  });
  expect(JSON.stringify(signIn.AuthenticateOidcConfig.ClientSecret)).toContain('{{resolve:secretsmanager:');
  expect(forward).toMatchObject({ Type: 'forward', Order: 2 });
});

test('the load balancer may reach the identity provider, and only then', () => {
  const on = ground();
  const ingress = ingressIn(on);
  const services = new Stack(on.app, 'Services');
  route(ingress, services, 'Open', { match: { paths: ['/open/*'] } });
  route(ingress, services, 'Closed', { match: { paths: ['/closed/*'] }, authentication: Authentication.oidc(OIDC)._toHandle() });
  route(ingress, services, 'Closed2', { match: { paths: ['/closed2/*'] }, authentication: Authentication.oidc(OIDC)._toHandle() });
  expect(egress(on.stack)).toEqual([expect.objectContaining({ CidrIp: '0.0.0.0/0', ToPort: 443 })]);

  const without = ground();
  route(ingressIn(without), without.stack, 'Open');
  expect(egress(without.stack)).toEqual([]);
});

test('users of a Cognito pool sign in, with a session of their own', () => {
  const on = ground();
  const userPool = new cognito.UserPool(on.stack, 'Users');
  const authentication = Authentication.cognito({
    userPool,
    userPoolClient: userPool.addClient('Client', { generateSecret: true }),
    userPoolDomain: userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'app' } }),
    scope: 'openid email',
    sessionTimeout: Duration.hours(1),
    sessionCookieName: 'app',
    allowAnonymous: true,
  });
  route(ingressIn(on), on.stack, 'Api', { authentication: authentication._toHandle() });
  expect(only(on.stack, RULE).Actions[0]).toMatchObject({
    Type: 'authenticate-cognito',
    AuthenticateCognitoConfig: {
      UserPoolArn: { 'Fn::GetAtt': [expect.stringContaining('Users'), 'Arn'] },
      Scope: 'openid email',
      SessionTimeout: 3600,
      SessionCookieName: 'app',
      OnUnauthenticatedRequest: 'allow',
    },
  });
});

test('a description of the workload names the provider and not the secret', () => {
  expect(Authentication.oidc(OIDC)._toHandle().label).toBe('oidc https://login.example.com');
});
