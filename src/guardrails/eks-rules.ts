import { GuardrailRule, known, Properties } from './rule';

const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide';
const resourceType = 'AWS::EKS::Cluster';
const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** What auditors ask about clusters, and what compliance packs do not see in those of `aws-eks-v2`. */
export const EKS_RULES: readonly GuardrailRule[] = [
  {
    name: 'EksEndpointClosed',
    resourceType,
    description: 'The API server of a cluster is not open to the whole internet.',
    fix: 'Make the endpoint private, or name the blocks of addresses that may come in.',
    see: `${EKS}/cluster-endpoint.html`,
    broken: ({ ResourcesVpcConfig: { EndpointPublicAccess = true, PublicAccessCidrs } = {} as Properties }) => {
      const open = PublicAccessCidrs === undefined || [PublicAccessCidrs].flat().some(cidr => cidr === '0.0.0.0/0' || cidr === '::/0');
      return EndpointPublicAccess === true && open ? ['ResourcesVpcConfig/EndpointPublicAccess'] : [];
    },
  },
  {
    name: 'EksEndpointReachable',
    resourceType,
    description: 'Nodes reach the API server of a cluster without leaving the network.',
    fix: 'Switch the private endpoint on.',
    see: `${EKS}/cluster-endpoint.html`,
    broken: ({ ResourcesVpcConfig: { EndpointPrivateAccess } = {} as Properties }) =>
      EndpointPrivateAccess === true || !known(EndpointPrivateAccess) ? [] : ['ResourcesVpcConfig/EndpointPrivateAccess'],
  },
  {
    name: 'EksControlPlaneLogs',
    resourceType,
    description: 'All five kinds of logs of the control plane are kept.',
    fix: `Enable ${LOG_TYPES.join(', ')}.`,
    see: `${EKS}/control-plane-logs.html`,
    broken: ({ Logging }) => {
      const types: unknown = Logging?.ClusterLogging?.EnabledTypes ?? [];
      const missing = LOG_TYPES.filter(type => !(Array.isArray(types) && types.some(enabled => enabled?.Type === type)));
      return missing.length > 0 && (Array.isArray(types) || known(types)) ? ['Logging/ClusterLogging/EnabledTypes'] : [];
    },
  },
  {
    name: 'EksSecretsEncrypted',
    resourceType,
    description: 'Secrets in a cluster are encrypted with a key of your own.',
    fix: 'Name a KMS key when the cluster is made; it cannot be taken away later.',
    see: `${EKS}/enable-kms.html`,
    broken: ({ EncryptionConfig = [] }) =>
      Array.isArray(EncryptionConfig) && !EncryptionConfig.some(config => config?.Provider?.KeyArn !== undefined) ? ['EncryptionConfig'] : [],
  },
  {
    name: 'EksAccessEntriesOnly',
    resourceType,
    description: 'Access to a cluster is given by access entries, and not by a map inside of it that can lock everybody out.',
    fix: 'Set the authentication mode to API.',
    see: `${EKS}/setting-up-access-entries.html`,
    broken: ({ AccessConfig: { AuthenticationMode } = {} as Properties }) =>
      AuthenticationMode === 'API' || !known(AuthenticationMode) ? [] : ['AccessConfig/AuthenticationMode'],
  },
];
