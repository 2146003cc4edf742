import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

const WORD = String.raw`(?:\$\{Token\[[^\]]*\]\}|[a-z0-9-])+`;

/** Account, region, domain and name; any of them may be known at deployment only. */
const PRIVATE = new RegExp(String.raw`^(${WORD})\.dkr[.-]ecr(?:-fips)?\.(${WORD})\.[^/]+/([^:@]+)`);

/**
 * The ARN of the private repository that an image is in, whichever way it came there; undefined where it is in none. This is the
 * only place that tells, from what the workload is going to pull: images of repositories, assets, and names in caches look alike.
 */
export function privateRepositoryOf(scope: IConstruct, image: string): string | undefined {
  const [, account, region, resourceName] = PRIVATE.exec(spelledOut(scope, image)) ?? [];
  return account ? Stack.of(scope).formatArn({ service: 'ecr', account, region, resource: 'repository', resourceName }) : undefined;
}

/** Whether an image may be in any registry, because nobody can say before it is deployed. */
export function isKnownLater(scope: IConstruct, image: string): boolean {
  return /^[^/:@$]*\$\{/.test(spelledOut(scope, image));
}

/** The names of assets are one value, of which CloudFormation puts the parts together. */
function spelledOut(scope: IConstruct, image: string): string {
  const { 'Fn::Sub': pattern } = Object(Stack.of(scope).resolve(image)) as { 'Fn::Sub'?: unknown };
  return typeof pattern === 'string'
    ? pattern.replace(/\$\{(AWS::\w+)\}/g, (_, parameter: string) => Token.asString({ Ref: parameter }, { displayHint: 'Pseudo' }))
    : image;
}
