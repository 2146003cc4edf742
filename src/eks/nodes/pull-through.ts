/**
 * Nodes pull images for all pods, so it is they who fill caches.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { RenderedNodes } from './rendered';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import { FILL_CACHES, ImageRegistryBase } from '../../registry';

/**
 * Lets the nodes of a platform fill the caches that it pulls images by way of. Pulling they may already, by policies of AWS; making the
 * repository that an image is put into is in none of these.
 */
export function letFillCaches(platform: IConstruct, registry: ImageRegistryBase | undefined, nodes: readonly RenderedNodes[]): void {
  if (registry) {
    const roles = nodes.flatMap(({ made: { role } }) => role ?? []);
    new Set(roles).forEach(role => letFill(role, registry));
    nodes.filter(({ made }) => made.role === undefined).forEach(({ spec }) => warn(platform, registry, spec.name));
  }
}

/** Part of the role itself, so that no node is there before it may. */
function letFill(role: iam.Role, registry: ImageRegistryBase): void {
  const repositories = repositoriesOf(role, registry);
  const statement = new iam.PolicyStatement({ actions: [...FILL_CACHES], resources: repositories });
  (role.node.defaultChild as iam.CfnRole).policies = [{ policyName: 'PullThrough', policyDocument: new iam.PolicyDocument({ statements: [statement] }) }];
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  repositories.forEach(repository => acknowledge(role, `AwsSolutions-IAM5[Resource::${asTold(role, repository)}]`,
    'Nodes pull for all pods, those to come included; what they may make is in the repositories of caches only.'));
}

function repositoriesOf(scope: IConstruct, { _caches }: ImageRegistryBase): string[] {
  return _caches.map(({ prefix }) => Stack.of(scope).formatArn({ service: 'ecr', resource: 'repository', resourceName: `${prefix}/*` }));
}

function warn(platform: IConstruct, { _caches }: ImageRegistryBase, nodes: string): void {
  Annotations.of(platform).addWarningV2('cdk-container-platform:NodesFillNoCaches',
    `images are pulled by way of caches, but the role of the nodes '${nodes}' belongs to the cluster that was there: let it do ${FILL_CACHES.join(' and ')} `
    + `on the repositories ${_caches.map(({ prefix }) => `${prefix}/*`).join(', ')}`);
}
