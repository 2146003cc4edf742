import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AuthenticateCognitoAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2-actions';
import { Duration } from 'aws-cdk-lib/core';
import { assertNever } from '../private/assert-never';
import { Authentication, AuthenticationOptions } from '../vocabulary';

/** Whoever is not signed in signs in first; then `next` happens. */
export function authenticated(authentication: Authentication, next: elbv2.ListenerAction): elbv2.ListenerAction {
  const provider = authentication._provider;
  switch (provider.kind) {
    case 'oidc': {
      const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret } = provider.options;
      const endpoints = { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret };
      return elbv2.ListenerAction.authenticateOidc({ ...endpoints, ...session(provider.options), next });
    }
    case 'cognito': {
      const { userPool, userPoolClient, userPoolDomain } = provider.options;
      return new AuthenticateCognitoAction({ userPool, userPoolClient, userPoolDomain, ...session(provider.options), next });
    }
    default: return assertNever(provider);
  }
}

function session(options: AuthenticationOptions) {
  return {
    scope: options.scope ?? 'openid',
    sessionTimeout: options.sessionTimeout ?? Duration.hours(12),
    sessionCookieName: options.sessionCookieName ?? 'AWSELBAuthSessionCookie',
    onUnauthenticatedRequest: options.allowAnonymous ? elbv2.UnauthenticatedAction.ALLOW : elbv2.UnauthenticatedAction.AUTHENTICATE,
    allowHttpsOutbound: true,
  };
}
