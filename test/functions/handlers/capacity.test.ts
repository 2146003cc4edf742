/** The handlers of EC2 capacity against a cluster and a group that are plain facts. */
import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs';
import { CapacityAws } from '../../../src/functions/handlers/capacity/aws';
import { beginCapacity, CapacityEvent, completeCapacity } from '../../../src/functions/handlers/capacity/handlers';
import { CAPACITY_RESOURCES, KeeperProperties, LinkProperties } from '../../../src/functions/wire/capacity';

const START = Date.parse('2030-01-01T10:00:00Z');
const MINUTE = 60_000;
const FARGATE: CapacityProviderStrategyItem = { capacityProvider: 'FARGATE', base: 0, weight: 1 };
const OTHERWISE = [{ capacityProvider: 'FARGATE', base: '0', weight: '1' }];

beforeEach(() => { jest.spyOn(console, 'info').mockImplementation(() => undefined); });

function failure(name: string, message = `${name} happened`): Error {
  return Object.assign(new Error(message), { name });
}

class World {
  public cluster: string | undefined = 'ACTIVE';
  public providers = ['FARGATE', 'FARGATE_SPOT'];
  public strategy = [FARGATE];
  public attachments = 'UPDATE_COMPLETE';
  public managed: string[] = [];
  public inUse: string[] = [];
  public fault?: Error;
  public forgetting?: Error;
  public group?: { status?: string; instances: string[] } = { instances: ['i-1', 'i-2'] };
  public registered = new Map([['i-1', 'arn:1'], ['i-9', 'arn:9']]);
  public readonly written: string[] = [];
  public denied = 0;

  public readonly aws = {
    describeClusters: async () => {
      if (this.denied-- > 0) { throw failure('AccessDeniedException'); }
      return {
        clusters: this.cluster ? [{
          status: this.cluster,
          capacityProviders: [...this.providers, ...this.managed],
          defaultCapacityProviderStrategy: this.strategy,
          attachmentsStatus: this.attachments,
          attachments: [{ type: 'as_policy', status: 'FAILED', details: [{ name: 'reason', value: 'no right' }] }],
        }] : [],
      };
    },
    describeCapacityProviders: async ({ capacityProviders: names }: { capacityProviders: string[] }) => ({
      capacityProviders: names.slice(0, 10).map(name => ({ name, ...!this.managed.includes(name) && { autoScalingGroupProvider: {} } })),
    }),
    putClusterCapacityProviders: async (list: { capacityProviders: string[]; defaultCapacityProviderStrategy: CapacityProviderStrategyItem[] }) => {
      const { capacityProviders, defaultCapacityProviderStrategy } = list;
      if (this.fault) { throw this.fault; }
      if (capacityProviders.some(name => this.managed.includes(name))) { throw failure('InvalidParameterException'); }
      if (this.inUse.some(name => !capacityProviders.includes(name))) { throw failure('ResourceInUseException', 'The specified capacity provider is in use'); }
      this.written.push(capacityProviders.join());
      this.providers = capacityProviders;
      this.strategy = defaultCapacityProviderStrategy;
      this.attachments = 'UPDATE_IN_PROGRESS';
    },
    describeAutoScalingGroups: async () => ({
      AutoScalingGroups: this.group ? [{ Status: this.group.status, Instances: this.group.instances.map(InstanceId => ({ InstanceId })) }] : [],
    }),
    deleteAutoScalingGroup: async ({ ForceDelete }: { ForceDelete: boolean }) => {
      if (this.fault) { throw this.fault; }
      if (!ForceDelete) { throw failure('ResourceInUseFault'); }
      this.written.push('group deleted');
      this.group!.status = 'Delete in progress';
    },
    listContainerInstances: async ({ filter }: { filter: string }) => {
      if (!this.cluster) { throw failure('ClusterNotFoundException'); }
      return { containerInstanceArns: [...this.registered].filter(([id]) => filter.includes(`'${id}'`)).map(([, arn]) => arn) };
    },
    deregisterContainerInstance: async ({ containerInstance, force }: { containerInstance: string; force: boolean }) => {
      if (this.forgetting) { throw this.forgetting; }
      this.written.push(`forgot ${containerInstance} ${force}`);
      this.registered = new Map([...this.registered].filter(([, arn]) => arn !== containerInstance));
    },
  } as unknown as CapacityAws;

  /** What ECS was asked to take up is taken up. */
  public settle(): this {
    this.attachments = 'UPDATE_COMPLETE';
    return this;
  }

  public link(type: 'Create' | 'Update' | 'Delete', given: Partial<LinkProperties> = {}, minutes = 0): Promise<boolean> {
    return this.poll(type, CAPACITY_RESOURCES.link, { cluster: 'shop', provider: 'general', otherwise: OTHERWISE, ...given }, minutes);
  }

  public keep(type: 'Create' | 'Update' | 'Delete', minutes = 0): Promise<boolean> {
    return this.poll(type, CAPACITY_RESOURCES.keeper, { cluster: 'shop', group: 'general-group' }, minutes);
  }

  private async poll(RequestType: 'Create' | 'Update' | 'Delete', ResourceType: string, properties: LinkProperties | KeeperProperties, minutes: number): Promise<boolean> {
    const event = eventOf({ RequestType, ResourceType, ResourceProperties: properties, StartedAt: new Date(START).toISOString() });
    return (await completeCapacity(event, this.aws, START + minutes * MINUTE)).IsComplete;
  }
}

function eventOf(given: Partial<CapacityEvent>): CapacityEvent {
  return { RequestId: 'r', StackId: 's', LogicalResourceId: 'l', PhysicalResourceId: 'p', ...given } as CapacityEvent;
}

describe('a link', () => {
  test('adds its provider to those that the cluster has, and is there when ECS has taken it up', async () => {
    const world = new World();

    expect(await world.link('Create')).toBe(false);
    expect(world.providers).toEqual(['FARGATE', 'FARGATE_SPOT', 'general']);
    expect(await world.link('Create')).toBe(false);
    expect(await world.settle().link('Create')).toBe(true);
    expect(world.written).toHaveLength(1);
  });

  test('leaves providers of others in the list, and those of Managed Instances out of it', async () => {
    const world = new World();
    world.providers.push('theirs');
    world.managed = ['managed'];

    await world.link('Create');
    expect(world.providers).toEqual(['FARGATE', 'FARGATE_SPOT', 'theirs', 'general']);
  });

  test('loses none of many, of which ECS describes no more than ten at a time', async () => {
    const world = new World();
    const theirs = Array.from({ length: 15 }, (_, index) => `theirs-${index}`);
    world.providers.push(...theirs);

    await world.link('Create');
    expect(world.providers).toEqual(['FARGATE', 'FARGATE_SPOT', ...theirs, 'general']);
  });

  test('takes the base over, because only one provider may have one', async () => {
    const world = new World();
    world.providers.push('other', 'general');
    world.strategy = [{ capacityProvider: 'other', base: 1, weight: 2 }, { capacityProvider: 'general', base: 0, weight: 1 }];

    await world.link('Update', { share: { base: '1', weight: '1' } });
    expect(world.strategy).toEqual([{ capacityProvider: 'other', base: 0, weight: 2 }, { capacityProvider: 'general', base: 1, weight: 1 }]);
  });

  test('adds itself again when somebody else has written an older list', async () => {
    const world = new World();
    await world.link('Create');
    world.providers = ['FARGATE', 'FARGATE_SPOT', 'other'];

    expect(await world.settle().link('Create')).toBe(false);
    expect(await world.settle().link('Create')).toBe(true);
    expect(world.providers).toEqual(['FARGATE', 'FARGATE_SPOT', 'other', 'general']);
  });

  test('has its part of the default strategy instead of Fargate, and beside other groups', async () => {
    const world = new World();
    world.strategy = [{ capacityProvider: 'other', base: 0, weight: 2 }, FARGATE];

    await world.link('Create', { share: { base: '1', weight: '3' } });
    expect(world.strategy).toEqual([{ capacityProvider: 'other', base: 0, weight: 2 }, { capacityProvider: 'general', base: 1, weight: 3 }]);
  });

  test('gives the default strategy back to Fargate when it has no part in it any more', async () => {
    const world = new World();
    world.providers.push('general');
    world.strategy = [{ capacityProvider: 'general', base: 0, weight: 1 }];

    expect(await world.link('Update')).toBe(false);
    expect(world.strategy).toEqual([FARGATE]);
  });

  test('leaves the default strategy of a cluster alone that is not the platform\'s', async () => {
    const world = new World();
    world.strategy = [];

    await world.link('Create', { otherwise: undefined });
    expect(world.strategy).toEqual([]);
  });

  test('waits while the cluster is busy', async () => {
    const world = new World();
    world.attachments = 'UPDATE_IN_PROGRESS';

    expect(await world.link('Create')).toBe(false);
    expect(world.written).toEqual([]);
  });

  test('waits for a provider that is not ready, and for changes of others, but not forever', async () => {
    for (const fault of [failure('UpdateInProgressException'), failure('InvalidParameterException', "'general' is not in an ACTIVE state")]) {
      const world = new World();
      world.fault = fault;

      expect(await world.link('Create')).toBe(false);
      await expect(world.link('Create', {}, 21)).rejects.toThrow(/Gave up waiting for ECS/);
    }
  });

  test('fails with what ECS says when that will not pass', async () => {
    const world = new World();
    world.fault = failure('InvalidParameterException', 'The maximum number of capacity providers per cluster has been exceeded.');

    await expect(world.link('Create')).rejects.toThrow(/maximum number/);
  });

  test('fails when the cluster cannot take its providers up, and says why', async () => {
    const world = new World();
    await world.link('Create');
    world.attachments = 'UPDATE_FAILED';

    await expect(world.link('Create')).rejects.toThrow(/as_policy reason=no right/);
  });

  test('fails without a cluster', async () => {
    const world = new World();
    world.cluster = undefined;

    await expect(world.link('Create')).rejects.toThrow('There is no cluster shop');
  });

  test('is patient with permissions that have just been given', async () => {
    const world = new World();
    world.denied = 1;

    expect(await world.link('Create')).toBe(false);
    expect(await world.link('Create')).toBe(false);
    expect(await world.settle().link('Create')).toBe(true);
  });

  test('says that it may not, in the end', async () => {
    const world = new World();
    world.denied = 99;

    await expect(world.link('Create', {}, 21)).rejects.toThrow('AccessDeniedException');
  });
});

describe('a link that is deleted', () => {
  function linked(): World {
    const world = new World();
    world.providers = ['FARGATE', 'FARGATE_SPOT', 'general', 'theirs'];
    return world;
  }

  test('takes its provider out of the list, and nothing else', async () => {
    const world = linked();

    expect(await world.link('Delete')).toBe(false);
    expect(world.providers).toEqual(['FARGATE', 'FARGATE_SPOT', 'theirs']);
    expect(await world.settle().link('Delete')).toBe(true);
  });

  test('takes it out of the default strategy, too', async () => {
    const world = linked();
    world.strategy = [{ capacityProvider: 'general', weight: 1 }];

    await world.link('Delete', { share: { base: '0', weight: '1' } });
    expect(world.strategy).toEqual([FARGATE]);
  });

  test('waits until nothing uses it, and says so when that does not happen', async () => {
    const world = linked();
    world.inUse = ['general'];

    expect(await world.link('Delete')).toBe(false);
    await expect(world.link('Delete', {}, 21)).rejects.toThrow(/tasks and services of the cluster to leave general; ECS says: The specified/);
    world.inUse = [];
    expect(await world.link('Delete')).toBe(false);
    expect(world.providers).not.toContain('general');
  });

  test.each([undefined, 'INACTIVE', 'DEPROVISIONING'])('has nothing to do in a cluster that is gone: %s', async status => {
    const world = linked();
    world.cluster = status;

    expect(await world.link('Delete')).toBe(true);
    expect(world.written).toEqual([]);
  });
});

describe('a keeper', () => {
  test.each(['Create', 'Update'] as const)('does nothing as long as it is there: %s', async type => {
    const world = new World();

    expect(await world.keep(type)).toBe(true);
    expect(world.written).toEqual([]);
  });

  test('deletes the group with its instances once, has the cluster forget them, and waits until they have ended', async () => {
    const world = new World();

    expect(await world.keep('Delete')).toBe(false);
    expect(world.written).toEqual(['group deleted', 'forgot arn:1 true']);
    expect(await world.keep('Delete', 30)).toBe(false);
    expect(world.written).toHaveLength(2);
    world.group = undefined;
    expect(await world.keep('Delete')).toBe(true);
    expect([...world.registered.keys()]).toEqual(['i-9']);
  });

  test.each(['ScalingActivityInProgressFault', 'ResourceContentionFault'])('tries again when the group is busy: %s', async name => {
    const world = new World();
    world.fault = failure(name);

    expect(await world.keep('Delete')).toBe(false);
    world.fault = undefined;
    expect(await world.keep('Delete')).toBe(false);
    expect(world.written).toContain('group deleted');
  });

  test('fails when the group may not be deleted', async () => {
    const world = new World();
    world.fault = failure('ValidationError', 'The group has deletion protection enabled.');

    await expect(world.keep('Delete')).rejects.toThrow(/deletion protection/);
  });

  test('does not miss a cluster that is gone', async () => {
    const world = new World();
    world.cluster = undefined;

    expect(await world.keep('Delete')).toBe(false);
    expect(world.group?.status).toBe('Delete in progress');
  });

  test('does not mind that somebody was faster', async () => {
    const world = new World();
    world.forgetting = failure('InvalidParameterException', 'Referenced container instance arn:1 not found.');

    expect(await world.keep('Delete')).toBe(false);
    world.forgetting = failure('InvalidParameterException', 'No.');
    await expect(world.keep('Delete')).rejects.toThrow('No.');
  });

  test('asks about many instances in several questions', async () => {
    const world = new World();
    const ids = Array.from({ length: 120 }, (_, index) => `i-a${index}`);
    world.group = { instances: ids };
    world.registered = new Map(ids.map(id => [id, `arn:${id}`]));

    await world.keep('Delete');
    expect(world.registered.size).toBe(0);
  });
});

describe('the name of a resource', () => {
  const link = { ResourceType: CAPACITY_RESOURCES.link, ResourceProperties: { cluster: 'shop', provider: 'general' } };

  test('is what it links, so that CloudFormation deletes the link of a provider that was replaced', async () => {
    const { PhysicalResourceId, StartedAt } = await beginCapacity(eventOf({ RequestType: 'Create', ...link }), START);

    expect(PhysicalResourceId).toBe('shop/general');
    expect(StartedAt).toBe('2030-01-01T10:00:00.000Z');
  });

  test('is the group that it keeps', async () => {
    const event = eventOf({ RequestType: 'Update', ResourceType: CAPACITY_RESOURCES.keeper, ResourceProperties: { cluster: 'shop', group: 'other' } });

    expect((await beginCapacity(event, START)).PhysicalResourceId).toBe('other');
  });

  test('stays when it is deleted', async () => {
    expect((await beginCapacity(eventOf({ RequestType: 'Delete', ...link }), START)).PhysicalResourceId).toBe('p');
  });
});
