import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Duration, SecretValue } from 'aws-cdk-lib/core';
import { Handle } from '../model';

/**
 * What every way of signing in has in common.
 */
export interface AuthenticationOptions {
  /**
   * What the load balancer asks the identity provider to tell about the user, separated by spaces.
   * @default 'openid'
   */
  readonly scope?: string;

  /**
   * How long a user stays signed in, from 1 second to 7 days.
   * @default Duration.hours(12)
   */
  readonly sessionTimeout?: Duration;

  /**
   * Name of the cookie that keeps the session. Services that share an ingress and its users share the session if they
   * use the same name.
   * @default 'AWSELBAuthSessionCookie'
   */
  readonly sessionCookieName?: string;

  /**
   * Whoever is not signed in is let through to the service, which then has to look for the user's claims itself.
   * @default false - whoever is not signed in is sent to sign in
   */
  readonly allowAnonymous?: boolean;
}

/**
 * An identity provider that speaks OpenID Connect.
 */
export interface OidcAuthenticationOptions extends AuthenticationOptions {
  /** Issuer of the tokens, e.g. `https://login.example.com`. */
  readonly issuer: string;

  /** Where users sign in; a full `https` URL. */
  readonly authorizationEndpoint: string;

  /** Where the load balancer trades the code for tokens; a full `https` URL. */
  readonly tokenEndpoint: string;

  /** Where the load balancer asks who the user is; a full `https` URL. */
  readonly userInfoEndpoint: string;

  /** How the provider knows this application. */
  readonly clientId: string;

  /** The application's secret. CloudFormation resolves it; it is not written into the template. */
  readonly clientSecret: SecretValue;
}

/**
 * A Cognito user pool.
 */
export interface CognitoAuthenticationOptions extends AuthenticationOptions {
  /** The users. */
  readonly userPool: cognito.IUserPool;

  /** How the pool knows this application. The client must have a secret and allow the code grant. */
  readonly userPoolClient: cognito.IUserPoolClient;

  /** Where users sign in. */
  readonly userPoolDomain: cognito.IUserPoolDomain;
}

/** @internal */
export type AuthenticationProvider =
  | { readonly kind: 'oidc'; readonly options: OidcAuthenticationOptions }
  | { readonly kind: 'cognito'; readonly options: CognitoAuthenticationOptions };

/**
 * Users sign in at the load balancer before a request reaches the service.
 *
 * The service finds the verified claims in the `x-amzn-oidc-*` headers. Only works over HTTPS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export class Authentication {
  /**
   * Users sign in with an identity provider that speaks OpenID Connect.
   *
   * @param options the provider, and how it knows this application
   */
  public static oidc(options: OidcAuthenticationOptions): Authentication {
    return new Authentication({ kind: 'oidc', options });
  }

  /**
   * Users sign in with a Cognito user pool.
   *
   * @param options the pool, and how it knows this application
   */
  public static cognito(options: CognitoAuthenticationOptions): Authentication {
    return new Authentication({ kind: 'cognito', options });
  }

  private constructor(
    /** @internal */
    public readonly _provider: AuthenticationProvider,
  ) {}

  /** @internal */
  public _toHandle(): Handle {
    const provider = this._provider;
    const label = provider.kind === 'oidc' ? `oidc ${provider.options.issuer}` : `cognito ${provider.options.userPool.node.path}`;
    return new Handle(label, this);
  }
}
