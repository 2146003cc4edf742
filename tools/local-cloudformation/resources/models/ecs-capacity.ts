/** ECS: what tasks may run on, and what cannot go while they do. */
import { ResourceState, StackState } from '../../engine/state';
import { isObject, JsonObject } from '../../engine/values';
import { lastPart } from '../../services/ecs/providers';
import { Account } from '../account';
import { ModelContext, ModelTable, text } from '../model';
import { generatedName, plainArn } from '../naming';

const CLUSTER = 'AWS::ECS::Cluster';
const PROVIDER = 'AWS::ECS::CapacityProvider';

const inUse = 'The specified capacity provider is in use and cannot be removed.';

const HOUR = 3600;

/** How long ECS takes to give back managed instances. */
const DRAIN_SECONDS = 180;

const objectOf = (value: unknown): JsonObject => isObject(value) ? value : {};

/** As the handler of CloudFormation passes on what the service says. */
function handled<T>(action: () => T, retried = false): T {
  try { return action(); } catch (error) {
    const { name, message } = error as Error;
    throw new Error(`Resource handler returned message: "${retried && name === 'ResourceInUseException' ? 'Out of retries. Last encountered error was: ' : ''}${message} `
      + `(Service: AmazonECS; Status Code: 400; Error Code: ${name})" (HandlerErrorCode: ${name === 'ResourceInUseException' ? 'GeneralServiceException' : 'InvalidRequest'})`);
  }
}

const fail = (name: string, message: string): never => handled(() => { throw Object.assign(new Error(message), { name }); });

const namesIn = (list: unknown): string[] => Array.isArray(list) ? list.map(lastPart) : [];

function checkGroup({ account, properties }: ModelContext, given: JsonObject, own?: string): void {
  const group = account.services.providers.machines.groupOf(given.AutoScalingGroupArn);
  if (!group) { return fail('ClientException', `The specified Auto Scaling group ARN ${text(given.AutoScalingGroupArn)} was not found. Specify a valid ARN and try again.`); }
  const taken = account.live(PROVIDER).some(live => live.physicalId !== own
    && account.services.providers.groupBehind(live.physicalId)?.physicalId === group.physicalId);
  if (taken) { fail('ClientException', 'The specified Auto Scaling group ARN is already being used by another capacity provider. Specify a unique Auto Scaling group ARN and try again.'); }
  if (given.ManagedTerminationProtection !== 'ENABLED') { return; }
  const scaling = objectOf(given.ManagedScaling);
  if (given.ManagedScaling === undefined || scaling.Status === 'DISABLED') {
    fail('ClientException', 'The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, managed scaling must be enabled.');
  }
  if (String(group.properties.NewInstancesProtectedFromScaleIn) !== 'true') {
    fail('ClientException', 'The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, '
      + `the Auto Scaling group must have instance protection from scale in enabled. (${String(properties.Name ?? group.logicalId)})`);
  }
}

function checkManaged({ account, properties }: ModelContext): void {
  const cluster = text(properties.ClusterName);
  if (cluster === undefined) { return fail('InvalidParameterException', 'A capacity provider for Managed Instances needs a cluster.'); }
  if (!account.find(CLUSTER, lastPart(cluster))) { fail('ClusterNotFoundException', 'Cluster not found.'); }
}

export const ecsCapacity: ModelTable = {
  [PROVIDER]: {
    check: (context, current) => {
      const { AutoScalingGroupProvider: group, ManagedInstancesProvider: managed, Name: name } = context.properties;
      if ((group === undefined) === (managed === undefined)) { fail('InvalidParameterException', 'A capacity provider is either for an Auto Scaling group or for Managed Instances.'); }
      if (/^(aws|ecs|fargate)/i.test(text(name) ?? '')) { fail('InvalidParameterException', 'The specified capacity provider name is invalid: it must not begin with aws, ecs or fargate.'); }
      if (isObject(group)) { checkGroup(context, group, current?.physicalId); } else { checkManaged(context); }
    },
    physicalId: context => {
      const name = text(context.properties.Name);
      if (name !== undefined) { return name; }
      // A stack whose name begins with a reserved word gets a generated name that does not.
      const generated = generatedName(context);
      return /^(aws|ecs|fargate)/i.test(generated) ? `c${generated}` : generated;
    },
    deleting: async (account, { physicalId, properties }) => {
      const { providers } = account.services;
      const cluster = text(properties.ClusterName);
      if (properties.ManagedInstancesProvider !== undefined) {
        if (cluster !== undefined && providers.isUsed(lastPart(cluster), physicalId)) { fail('ResourceInUseException', inUse); }
        await account.agenda.advance(DRAIN_SECONDS);
        return;
      }
      const [user] = providers.clustersWith(physicalId);
      if (user !== undefined) {
        fail('ResourceInUseException', `The capacity provider cannot be deleted because it is associated with cluster: ${user}. Remove the capacity provider from the cluster and try again.`);
      }
    },
  },
  'AWS::ECS::ClusterCapacityProviderAssociations': {
    check: ({ account, properties }) => {
      if (!account.find(CLUSTER, lastPart(properties.Cluster))) { fail('ClusterNotFoundException', 'Cluster not found.'); }
    },
    created: ({ account, properties }) => put(account, properties),
    settle: ({ account, properties }) => attached(account, properties.Cluster),
    deleting: async (account, resource, stack) => {
      const cluster = lastPart(resource.properties.Cluster);
      if (!account.find(CLUSTER, cluster)) { return; }
      refuseRaces(account, resource, stack);
      put(account, { Cluster: cluster });
      await attached(account, cluster);
    },
  },
  'AWS::ECS::DaemonTaskDefinition': {
    physicalId: context => {
      const family = text(context.properties.Family) ?? generatedName(context);
      return plainArn(context, 'ecs', `daemon-task-definition/${family}:${context.account.nextRevision(`daemon ${family}`)}`);
    },
  },
  'AWS::ECS::Daemon': {
    check: ({ account, properties }) => {
      const cluster = lastPart(properties.ClusterArn ?? 'default');
      if (!account.find(CLUSTER, cluster)) { fail('ClusterNotFoundException', 'Cluster not found.'); }
      if (!account.find('AWS::ECS::DaemonTaskDefinition', String(properties.DaemonTaskDefinitionArn))) {
        fail('ClientException', `Unable to describe daemon task definition ${text(properties.DaemonTaskDefinitionArn)}.`);
      }
      const stranger = namesIn(properties.CapacityProviderArns).find(name => account.services.providers.kind(name) !== 'Managed Instances' || !account.services.providers.of(cluster).includes(name));
      if (stranger !== undefined) { fail('InvalidParameterException', `Daemons run on Managed Instances capacity providers of their cluster; ${stranger} is none.`); }
    },
    physicalId: context => {
      const cluster = lastPart(context.properties.ClusterArn ?? 'default');
      return plainArn(context, 'ecs', `daemon/${cluster}/${text(context.properties.DaemonName) ?? generatedName(context)}`);
    },
    attributes: ({ account }, arn) => ({
      DaemonArn: arn,
      DaemonStatus: 'ACTIVE',
      CreatedAt: account.clock.now().toISOString(),
      UpdatedAt: account.clock.now().toISOString(),
      DeploymentArn: `${arn.replace(':daemon/', ':daemon-deployment/')}/${account.random(20)}`,
    }),
  },
};

/**
 * Services of the same stack that nothing makes go first go at the same time, and are slower: their tasks have to end. CloudFormation
 * tries again for a while, so that AWS may be kinder.
 */
function refuseRaces(account: Account, { logicalId, properties }: ResourceState, stack: StackState): void {
  const cluster = lastPart(properties.Cluster);
  const listed = namesIn(properties.CapacityProviders);
  const known = new Map([[logicalId, true]]);
  const waits = (id: string): boolean => {
    const waiting = known.get(id) ?? (stack.resources.get(id)?.dependencies ?? []).some(waits);
    known.set(id, waiting);
    return waiting;
  };
  const racing = [...stack.resources.values()].find(state => state.type === 'AWS::ECS::Service' && lastPart(state.properties.Cluster) === cluster
    && account.services.providers.namedBy(cluster, state.properties).some(name => listed.includes(name)) && !waits(state.logicalId));
  if (racing) { fail('ResourceInUseException', `Out of retries. Last encountered error was: ${inUse} (${racing.logicalId})`); }
}

async function attached(account: Account, cluster: unknown): Promise<void> {
  await account.agenda.until(() => !account.services.providers.isBusy(lastPart(cluster)), HOUR);
}

function put(account: Account, { Cluster, CapacityProviders, DefaultCapacityProviderStrategy }: JsonObject): void {
  handled(() => account.services.providers.associate(lastPart(Cluster), namesIn(CapacityProviders), DefaultCapacityProviderStrategy), true);
}
