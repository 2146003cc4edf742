/**
 * Images that are copied to other registries as they are pushed, and those that are let in from elsewhere.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { checkPrefixes } from './patterns';
import { Finding, finding } from '../../findings';
import { checkAccountId } from '../repository/rules';

const MOST_RULES = 10;
const MOST_DESTINATIONS = 25;

/**
 * A registry that images are copied to.
 */
export interface ReplicationDestination {
  /** Region of the registry, for example `eu-central-1`. */
  readonly region: string;

  /**
   * Account of the registry, twelve digits. Another account has to let the images in: `replicationSources` of its `ImageRegistry`.
   * @default - the account of the stack
   */
  readonly accountId?: string;
}

/**
 * Which images are copied, and where to.
 *
 * Only what is pushed afterwards is copied, to repositories of the same names. Deleting an image deletes no copy.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
export interface ImageReplication {
  /** Where to: at most 25 registries in all rules together. */
  readonly destinations: ReplicationDestination[];

  /**
   * How the names of the repositories begin whose images are copied, for example `prod/`. At most 100.
   * @default - all repositories
   */
  readonly prefixes?: string[];
}

/**
 * An account that copies images into this registry.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-replication.html
 */
export interface ReplicationSource {
  /** The account, twelve digits. */
  readonly accountId: string;

  /**
   * How the names of the repositories begin that may come in.
   * @default - all
   */
  readonly prefixes?: string[];

  /**
   * Repositories that are not there are made, as a template of the registry says.
   * @default true
   */
  readonly createRepositories?: boolean;
}

/** What AWS would refuse about replication. */
export function checkReplication(scope: IConstruct, rules: readonly ImageReplication[], sources: readonly ReplicationSource[]): Finding[] {
  const { account, region } = Stack.of(scope);
  const destinations = rules.flatMap(rule => rule.destinations);
  const places = new Set(destinations.map(({ accountId = account, region: to }) => `${accountId}/${to}`));
  return [
    ...(rules.length > MOST_RULES ? [finding('TooManyReplicationRules', 'replication', { given: rules.length, most: MOST_RULES })] : []),
    ...(places.size > MOST_DESTINATIONS ? [finding('TooManyReplicationDestinations', 'replication', { given: places.size, most: MOST_DESTINATIONS })] : []),
    ...rules.flatMap((rule, index) => [
      ...(rule.destinations.length === 0 ? [finding('ReplicatedNowhere', `replication[${index}].destinations`, {})] : []),
      ...rule.destinations.flatMap(({ accountId, region: to }, number) => {
        const path = `replication[${index}].destinations[${number}]`;
        const isHere = to === region && (accountId ?? account) === account;
        return [...checkAccountId(`${path}.accountId`, accountId), ...(isHere ? [finding('ReplicatedToItself', path, { region: to })] : [])];
      }),
      ...checkPrefixes(`replication[${index}].prefixes`, rule.prefixes ?? []),
    ]),
    ...sources.flatMap((source, index) => [
      ...checkAccountId(`replicationSources[${index}].accountId`, source.accountId),
      ...checkPrefixes(`replicationSources[${index}].prefixes`, source.prefixes ?? []),
    ]),
  ];
}

export function renderReplication(
  scope: IConstruct, rules: readonly ImageReplication[],
): ecr.CfnReplicationConfiguration.ReplicationConfigurationProperty {
  return {
    rules: rules.map(({ destinations, prefixes = [] }) => ({
      destinations: destinations.map(({ region, accountId }) => ({ region, registryId: accountId ?? Stack.of(scope).account })),
      repositoryFilters: prefixes.length === 0 ? undefined : prefixes.map(filter => ({ filter, filterType: 'PREFIX_MATCH' })),
    })),
  };
}

/** Lets the images of another account in. */
export function letIn(scope: IConstruct, { accountId, prefixes = [], createRepositories = true }: ReplicationSource): iam.PolicyStatement {
  const names = prefixes.length === 0 ? ['*'] : prefixes.map(prefix => `${prefix}*`);
  return new iam.PolicyStatement({
    principals: [new iam.AccountPrincipal(accountId)],
    actions: ['ecr:ReplicateImage', ...createRepositories ? ['ecr:CreateRepository'] : []],
    resources: names.map(resourceName => Stack.of(scope).formatArn({ service: 'ecr', resource: 'repository', resourceName })),
  });
}
