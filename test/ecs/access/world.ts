/**
 * A shop with services on a platform, one of them deployed by CodeDeploy and one in another stack, and people with packs. What they may
 * do is asked of the policies in the templates, filled in as CloudFormation would.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack, Tags } from 'aws-cdk-lib/core';
import { EcsAccess, EcsPlatform, EcsPlatformProps } from '../../../src/ecs';
import { AccessGrantee } from '../../../src/platform';
import { Rollout } from '../../../src/vocabulary';
import { WebService } from '../../../src/workloads';
import { Answer, evaluate, Policy } from '../../../tools/iam';
import { CALLS, TYPES } from '../../iam/facts';
import { ACCOUNT, FilledIn, filledIn, REGION } from '../../iam/filled-in';
import { Ground, ground, IRELAND, RECOMMENDED, service } from '../support';

export const ME = 'me';

/** What there is in the world besides people. */
export interface Shop extends Ground {
  readonly ecsPlatform: EcsPlatform;
  readonly access: EcsAccess;
  readonly api: WebService;
  readonly worker: WebService;
  readonly shipping: WebService;
  readonly later: Stack;
}

/** Somebody, before anything is given. */
export interface Giving extends Shop {
  readonly me: AccessGrantee;
}

export function shop(give: (on: Giving) => void, props: EcsPlatformProps = {}): { readonly shop: Shop; readonly filled: FilledIn } {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const people = new Stack(on.app, 'People', { env: IRELAND });
  const ecsPlatform = on.platform(props);
  const api = service(on.stack, 'Api', ecsPlatform, { exec: true, workloadName: 'api' } as object);
  const worker = service(on.stack, 'Worker', ecsPlatform, { exec: true });
  const later = new Stack(on.app, 'Later', { env: IRELAND });
  Tags.of(api).add('team', 'orders');
  const role = new iam.Role(people, 'Me', { roleName: ME, assumedBy: new iam.AccountRootPrincipal() });
  const shipping = service(later, 'Shipping', ecsPlatform, { rollout: Rollout.codeDeploy() });
  const made = { ...on, ecsPlatform, access: ecsPlatform.access, api, worker, shipping, later };
  give({ ...made, me: AccessGrantee.role(role) });
  return { shop: made, filled: filledIn(on.app.synth()) };
}

/** What a call is about. */
export interface Target {
  readonly cluster: string;
  readonly service: string;
  readonly family: string;
  readonly role: string;
  readonly logGroup: string;
  readonly application: string;
  readonly key: string;
  /** Tags of the service, its tasks and its task definition. */
  readonly tags: Readonly<Record<string, string>>;
}

export type Targets = Readonly<Record<'api' | 'worker' | 'shipping' | 'foreign', Target>>;

/** The services of the shop, and one of another cluster in the same account. */
export function targetsOf(filled: FilledIn): Targets {
  const cluster = filled.name('Shop', 'AWS::ECS::Cluster');
  const key = filled.name('Shop', 'AWS::KMS::Key');
  const of = (stack: string, id: string, tags: Record<string, string>): Target => ({
    cluster,
    service: filled.name(stack, 'AWS::ECS::Service', id),
    family: filled.family(stack, id),
    role: filled.name(stack, 'AWS::IAM::Role', `${id}TaskRole`),
    logGroup: filled.name(stack, 'AWS::Logs::LogGroup', id),
    application: id,
    key,
    tags: { 'cdk-container-platform:workload': `${stack}/${id}`, ...tags },
  });
  return {
    api: of('Shop', 'Api', { team: 'orders' }),
    worker: of('Shop', 'Worker', { team: 'billing' }),
    shipping: of('Later', 'Shipping', {}),
    foreign: {
      cluster: 'Other-Cluster',
      service: 'Other-Api',
      family: 'OtherApiTaskDefinition',
      role: 'Other-ApiTaskRole',
      logGroup: 'Other-ApiLogGroup',
      application: 'Other',
      key: 'Other-Key',
      tags: { team: 'orders' },
    },
  };
}

/** The questions that IAM is asked when somebody makes a call about a target, and what it answers to all of them. */
export function answer(policies: readonly Policy[], action: string, target: Target, more: Record<string, string> = {}, type?: string): Answer {
  const { needs = [], takes = [] } = CALLS[action];
  const [prefix] = action.split(':');
  const asked = type ? [type] : needs.length > 0 ? needs : takes.length > 0 ? ['service'] : [];
  const about = asked.length === 0 ? [''] : asked;
  const answers = about.map(kind => evaluate(policies, {
    action,
    resource: kind === '' ? '*' : arnOf(`${prefix}:${kind}`, target),
    context: {
      'ecs:cluster': arnOf('ecs:cluster', target),
      'aws:userid': 'AROAEXAMPLE:ana@example.com',
      // Tags of the cluster are other ones.
      ...kind === 'cluster' ? {} : Object.fromEntries(Object.entries(target.tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value])),
      ...more,
    },
  }));
  return answers.includes('denied') ? 'denied' : answers.every(one => one === 'allowed') ? 'allowed' : 'not allowed';
}

export function arnOf(type: string, { cluster, service: name, family, role, logGroup, application, key }: Target): string {
  const pattern = TYPES[type].replace(':R:', `:${REGION}:`).replace(':A:', `:${ACCOUNT}:`);
  switch (type) {
    case 'ecs:task-definition':
      return pattern.replace('X:N', `${family}:7`);
    case 'iam:role':
      return pattern.replace('X', role);
    case 'sts:role':
      return pattern.replace('X', `cdk-hnb659fds-deploy-role-${ACCOUNT}-${REGION}`);
    case 'kms:key':
      return pattern.replace('X', key);
    case 'logs:log-group':
    case 'logs:log-stream':
      return pattern.replace('X', logGroup).replace(/Y$/, 'api/1');
    case 'ssm:task':
      return pattern.replace('X', `${cluster}/0123456789abcdef`);
    default:
      return pattern.replace('/X', `/${cluster}`).replace(':X', `:${application}`).replace('/Y', `/${name}`).replace('/Z', '/z1');
  }
}
