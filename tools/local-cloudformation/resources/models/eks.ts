/** EKS: clusters with something inside, and what hangs on them. */
import { isObject, JsonObject } from '../../engine/values';
import { KubernetesCluster } from '../../kubernetes/cluster';
import { Account, Live } from '../account';
import { clusterSurroundings, identityPairs } from '../cluster-surroundings';
import { ModelContext, ModelTable, ResourceModel, text } from '../model';
import { arnOf, generatedName, plainArn, uuid } from '../naming';

const CLUSTER = 'AWS::EKS::Cluster';
/** A cluster cannot go while there is one of these. */
const HOLDERS = ['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile', 'AWS::EKS::Capability'];

const minorOf = (version: unknown): number => Number(String(version).split('.')[1]);
const holdersOf = (account: Account, name: string): Live[] =>
  HOLDERS.flatMap(type => account.live(type)).filter(live => live.properties.ClusterName === name);

/** Everything but a cluster needs one. */
function needCluster({ account, properties }: ModelContext): void {
  const name = text(properties.ClusterName);
  if (!account.find(CLUSTER, String(name))) {
    throw new Error(`No cluster found for name: ${name}. (Service: Eks, Status Code: 404, Error Code: ResourceNotFoundException)`);
  }
}

function checkVersion({ properties }: ModelContext, current: JsonObject): void {
  const [before, after] = [minorOf(current.Version), minorOf(properties.Version)];
  if (after < before) { throw new Error(`Unsupported Kubernetes minor version update from ${text(current.Version)} to ${text(properties.Version)}`); }
  if (after > before + 1) { throw new Error(`Unsupported Kubernetes minor version update from ${text(current.Version)} to ${text(properties.Version)}: one minor version at a time`); }
}

/** Roles to which EKS has given an entry by itself. */
function ownEntries(account: Account, clusterName: string): string[] {
  const compute = account.find(CLUSTER, clusterName)?.properties.ComputeConfig;
  const auto = isObject(compute) && Array.isArray(compute.NodePools) && compute.NodePools.length > 0 ? [text(compute.NodeRoleArn)] : [];
  const nodes = [...account.live('AWS::EKS::Nodegroup'), ...account.live('AWS::EKS::FargateProfile')].filter(live => live.properties.ClusterName === clusterName)
    .map(live => text(live.properties.NodeRole ?? live.properties.PodExecutionRoleArn));
  return [...auto, ...nodes].filter(role => role !== undefined);
}

const ofCluster = (kind: string, nameOf: (context: ModelContext) => string | undefined): ResourceModel => ({
  check: needCluster,
  attributes: context => ({
    Arn: plainArn(context, 'eks', `${kind}/${text(context.properties.ClusterName)}/${nameOf(context) ?? generatedName(context)}/${uuid(context.account.random)}`),
  }),
});

export const eks: ModelTable = {
  [CLUSTER]: {
    check: (context, current) => {
      // As it is: an update that was refused has not changed anything that would have to be taken back.
      const now = current && context.account.find(CLUSTER, current.physicalId);
      if (now) { checkVersion(context, now.properties); }
    },
    attributes: (context, name) => {
      const id = context.account.random(32).toUpperCase();
      const { region, random } = context.account;
      return {
        Arn: arnOf(context, name),
        CertificateAuthorityData: Buffer.from(`certificate of ${name}`).toString('base64'),
        ClusterSecurityGroupId: `sg-${random(17)}`,
        Endpoint: `https://${id}.gr7.${region}.eks.amazonaws.com`,
        Id: uuid(random),
        OpenIdConnectIssuerUrl: `https://oidc.eks.${region}.amazonaws.com/id/${id}`,
      };
    },
    created: ({ account }, name) => {
      account.clusters.set(name, account.clusters.get(name) ?? new KubernetesCluster(name, clusterSurroundings(account, name)));
    },
    deleting: (account, { physicalId, properties }) => {
      // As it is now: somebody may have lifted the protection by hand since the deployment.
      const now = account.find(CLUSTER, physicalId)?.properties ?? properties;
      if (String(now.DeletionProtection) === 'true') { throw new Error(`Cluster ${physicalId} has deletion protection enabled and cannot be deleted. (Error Code: InvalidRequestException)`); }
      const [holder] = holdersOf(account, physicalId);
      if (holder) { throw new Error(`Cluster has ${holder.type.split('::')[2].toLowerCase()}s attached (${holder.logicalId}). (Error Code: ResourceInUseException)`); }
      account.clusters.delete(physicalId);
    },
  },
  'AWS::EKS::Nodegroup': {
    check: needCluster,
    physicalId: context => `${text(context.properties.ClusterName)}/${text(context.properties.NodegroupName) ?? generatedName(context)}`,
    attributes: (context, id) => ({
      Arn: plainArn(context, 'eks', `nodegroup/${id}/${uuid(context.account.random)}`),
      ClusterName: id.split('/')[0],
      Id: id,
      NodegroupName: id.split('/')[1],
    }),
  },
  'AWS::EKS::FargateProfile': ofCluster('fargateprofile', ({ properties }) => text(properties.FargateProfileName)),
  'AWS::EKS::Addon': {
    ...ofCluster('addon', ({ properties }) => text(properties.AddonName)),
    check: (context, current) => {
      needCluster(context);
      checkIdentities(context, current?.physicalId);
    },
  },
  'AWS::EKS::AccessEntry': {
    check: (context, current) => {
      needCluster(context);
      const { account, properties } = context;
      if (!current && ownEntries(account, String(properties.ClusterName)).includes(String(properties.PrincipalArn))) {
        throw new Error(`The specified access entry resource is already in use on this cluster: EKS has made one for the nodes of ${text(properties.PrincipalArn)}. (Error Code: ResourceInUseException)`);
      }
    },
    attributes: (context, id) => ({
      AccessEntryArn: plainArn(context, 'eks', `access-entry/${text(context.properties.ClusterName)}/role/${context.account.id}/${id.split('|')[0].split('/').pop()}/${uuid(context.account.random)}`),
    }),
  },
  'AWS::EKS::PodIdentityAssociation': {
    check: (context, current) => {
      needCluster(context);
      checkIdentities(context, current?.physicalId);
    },
    physicalId: context => plainArn(context, 'eks', `podidentityassociation/${text(context.properties.ClusterName)}/a-${context.account.random(17)}`),
    attributes: (_context, arn) => ({ AssociationArn: arn, AssociationId: arn.split('/').pop(), ExternalId: '' }),
  },
  'AWS::EKS::Capability': {
    check: needCluster,
    physicalId: context => plainArn(context, 'eks', `capability/${text(context.properties.ClusterName)}/${text(context.properties.CapabilityName)}/${uuid(context.account.random)}`),
    attributes: () => ({ Status: 'ACTIVE' }),
  },
  'AWS::IAM::OIDCProvider': {
    physicalId: ({ account, properties }) => `arn:${account.partition}:iam::${account.id}:oidc-provider/${String(properties.Url).replace(/^https:\/\//, '')}`,
    attributes: (_context, arn) => ({ Arn: arn }),
  },
};

/** Each service account of a cluster has one association, whoever made it. */
function checkIdentities({ account, type, properties }: ModelContext, current: string | undefined): void {
  const wanted = identityPairs({ type, properties });
  const rival = account.live().filter(live => live.physicalId !== current && live.properties.ClusterName === properties.ClusterName)
    .find(live => identityPairs(live).some(({ key }) => wanted.some(one => one.key === key)));
  if (rival) {
    throw new Error(`Association already exists for ${wanted.map(({ key }) => key).join(', ')} (it belongs to ${rival.logicalId} in stack ${rival.stackName}). (Error Code: ResourceInUseException)`);
  }
}
