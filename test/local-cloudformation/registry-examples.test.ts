/** The examples of two regions and of two accounts, carried through without the CLI: every stack where it belongs, and images pushed. */
import { App } from 'aws-cdk-lib/core';
import { seededRandom } from './harness';
import { LocalAws } from '../../tools/local-cloudformation';
import { publish } from '../../tools/local-cloudformation/testing/assets';
import { RECOMMENDED, runExample } from '../examples/run';

const HOME = { account: '123456789012', region: 'eu-central-1' };

class Run {
  public readonly home = new LocalAws({ ...HOME, random: seededRandom() });
  private readonly stacks: { readonly name: string; readonly place: LocalAws; readonly template: string }[];

  constructor(app: App) {
    const assembly = app.synth();
    this.stacks = assembly.stacks.map(({ stackName: name, environment: { account, region }, template }) => {
      const known = (value: string, otherwise: string) => value.startsWith('unknown-') ? otherwise : value;
      const place = this.home.places.in(known(account, HOME.account), known(region, HOME.region));
      publish(place.account, assembly.directory);
      return { name, place, template: JSON.stringify(template) };
    });
  }

  public async deploy(): Promise<string[]> {
    const statuses: string[] = [];
    for (const { name, place: { cloudFormation }, template } of this.stacks) {
      cloudFormation.createStack(name, { templateBody: template, parameters: [], capabilities: ['CAPABILITY_NAMED_IAM'] });
      const { status, events } = await cloudFormation.settled(name);
      statuses.push(status, ...events.filter(event => event.status.endsWith('_FAILED')).map(({ reason }) => reason ?? ''));
    }
    return statuses;
  }

  public async destroy(): Promise<string[]> {
    const statuses: string[] = [];
    for (const { name, place: { cloudFormation } } of [...this.stacks].reverse()) {
      const { id } = cloudFormation.find(name);
      cloudFormation.deleteStack(name);
      statuses.push((await cloudFormation.settled(id)).status);
    }
    return statuses;
  }

  public images(account: string, region: string) {
    return this.home.places.in(account, region).account.services.images;
  }
}

test('two regions: what is pushed in one can be pulled in the other, and people hear of what could not be copied', async () => {
  const run = new Run(runExample('registry', { flags: RECOMMENDED }));
  expect(new Set(await run.deploy())).toEqual(new Set(['CREATE_COMPLETE']));
  expect(run.home.places.all()).toHaveLength(2);

  run.images(HOME.account, 'eu-central-1').push('shop/api', '1.7.0');
  run.images(HOME.account, 'eu-central-1').push('shop/new', '0.1.0');
  const dublin = run.images(HOME.account, 'eu-west-1');
  expect([dublin.tagsOf('shop/api'), dublin.tagsOf('shop/new'), dublin.isImmutable('shop/api')]).toEqual([['1.7.0'], ['0.1.0'], true]);

  dublin.pull('ecr-public/docker/library/memcached', '1.6.39');
  expect(dublin.isImmutable('ecr-public/docker/library/memcached')).toBe(false);
  const running = run.home.places.all().flatMap(({ account }) => account.live('AWS::ECS::TaskDefinition')).map(({ properties }) => JSON.stringify(properties.ContainerDefinitions));
  expect(running.filter(containers => containers.includes('/ecr-public/docker/library/memcached:1.6.39'))).toHaveLength(2);

  const { events } = run.home.places.in(HOME.account, 'eu-west-1');
  expect(events.published).toEqual([]);
  run.home.places.in(HOME.account, 'eu-west-1').account.services.bus.emit({
    source: 'aws.ecr', type: 'ECR Replication Action', resources: [], detail: { 'result': 'FAILED', 'repository-name': 'shop/api', 'image-tag': '1.8.0', 'source-region': 'eu-central-1' },
  });
  expect(events.published.map(({ message }) => message)).toEqual([expect.stringContaining('shop/api:1.8.0')]);
  expect(new Set(await run.destroy())).toEqual(new Set(['DELETE_COMPLETE']));
});

test('two accounts: what is released in one arrives in the other, and nothing else does', async () => {
  const run = new Run(runExample('registry-accounts', { flags: RECOMMENDED }));
  expect(new Set(await run.deploy())).toEqual(new Set(['CREATE_COMPLETE']));

  const build = run.images('111122223333', 'eu-central-1');
  build.make('dev/ledger', { immutable: false });
  build.push('prod/ledger', '2.0.0');
  build.push('dev/ledger', '2.1.0');
  const production = run.images('444455556666', 'eu-central-1');
  expect([production.tagsOf('prod/ledger'), production.isImmutable('prod/ledger'), production.exists('dev/ledger')]).toEqual([['2.0.0'], true, false]);
  expect(new Set(await run.destroy())).toEqual(new Set(['DELETE_COMPLETE']));
});
