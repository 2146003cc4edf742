/** The members of the types that are not Kubernetes' own, from their definitions: nobody publishes these as a package. */
import { Types } from './notation';

const OBJECT = { 'apiVersion!': 'string', 'kind!': 'string', 'metadata!': 'V1ObjectMeta' };

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/ */
const TARGET_GROUP_BINDING: Types = {
  TargetGroupBinding: { ...OBJECT, 'spec!': 'TargetGroupBindingSpec' },
  TargetGroupBindingSpec: {
    'serviceRef!': 'TargetGroupServiceReference',
    'targetGroupARN': 'string',
    'targetGroupName': 'string',
    'targetType': 'string',
    'targetGroupProtocol': 'string',
    'ipAddressType': 'string',
    'vpcID': 'string',
    'multiClusterTargetGroup': 'boolean',
    'networking': 'TargetGroupNetworking',
    'nodeSelector': 'V1LabelSelector',
    'iamRoleArnToAssume': 'string',
    'assumeRoleExternalId': 'string',
  },
  TargetGroupServiceReference: { 'name!': 'string', 'port!': 'int-or-string' },
  TargetGroupNetworking: { ingress: '[]TargetGroupIngressRule' },
  TargetGroupIngressRule: { 'from!': '[]TargetGroupPeer', 'ports!': '[]TargetGroupPort' },
  TargetGroupPeer: { ipBlock: 'TargetGroupBlock', securityGroup: 'TargetGroupSecurityGroup' },
  TargetGroupBlock: { 'cidr!': 'string' },
  TargetGroupSecurityGroup: { 'groupID!': 'string' },
  TargetGroupPort: { port: 'int-or-string', protocol: 'string' },
};

/** @see https://secrets-store-csi-driver.sigs.k8s.io/concepts#secretproviderclass */
const SECRET_PROVIDER_CLASS: Types = {
  SecretProviderClass: { ...OBJECT, 'spec!': 'SecretProviderClassSpec' },
  SecretProviderClassSpec: { provider: 'string', parameters: '{}string', secretObjects: '[]SecretProviderSecret' },
  SecretProviderSecret: { 'annotations': '{}string', 'data!': '[]SecretProviderDatum', 'labels': '{}string', 'secretName!': 'string', 'type!': 'string' },
  SecretProviderDatum: { 'key!': 'string', 'objectName!': 'string' },
};

/** @see https://karpenter.sh/docs/concepts/nodepools/ */
const NODE_POOL: Types = {
  NodePool: { ...OBJECT, 'spec!': 'NodePoolSpec' },
  NodePoolSpec: { 'disruption': 'NodePoolDisruption', 'limits': '{}quantity', 'replicas': 'int64', 'template!': 'NodePoolTemplate', 'weight': 'int32' },
  NodePoolDisruption: { budgets: '[]NodePoolBudget', consolidateAfter: 'string', consolidationPolicy: 'string' },
  NodePoolBudget: { 'duration': 'string', 'nodes!': 'string', 'reasons': '[]string', 'schedule': 'string' },
  NodePoolTemplate: { 'metadata': 'NodePoolTemplateMetadata', 'spec!': 'NodePoolTemplateSpec' },
  NodePoolTemplateMetadata: { annotations: '{}string', labels: '{}string' },
  NodePoolTemplateSpec: {
    'expireAfter': 'string',
    'nodeClassRef!': 'NodeClassReference',
    'requirements!': '[]NodePoolRequirement',
    'startupTaints': '[]NodePoolTaint',
    'taints': '[]NodePoolTaint',
    'terminationGracePeriod': 'string',
  },
  NodeClassReference: { 'group!': 'string', 'kind!': 'string', 'name!': 'string' },
  NodePoolRequirement: { 'key!': 'string', 'minValues': 'int32', 'operator!': 'string', 'values': '[]string' },
  NodePoolTaint: { 'effect!': 'string', 'key!': 'string', 'timeAdded': 'date-time', 'value': 'string' },
};

/** @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html */
const NODE_CLASS: Types = {
  NodeClass: { ...OBJECT, 'spec!': 'NodeClassSpec' },
  NodeClassSpec: {
    'advancedNetworking': 'NodeClassNetworking',
    'advancedSecurity': 'NodeClassSecurity',
    'capacityReservationSelectorTerms': '[]NodeClassTerm',
    'certificateBundles': '[]NodeClassCertificates',
    'ephemeralStorage': 'NodeClassStorage',
    'instanceProfile': 'string',
    'networkPolicy': 'string',
    'networkPolicyEventLogs': 'string',
    'podSecurityGroupSelectorTerms': '[]NodeClassTerm',
    'podSubnetSelectorTerms': '[]NodeClassTerm',
    'role': 'string',
    'securityGroupSelectorTerms!': '[]NodeClassTerm',
    'snatPolicy': 'string',
    'subnetSelectorTerms!': '[]NodeClassTerm',
    'tags': '{}string',
  },
  NodeClassNetworking: { associatePublicIPAddress: 'boolean', httpsProxy: 'string', ipv4PrefixSize: 'string', noProxy: '[]string' },
  NodeClassSecurity: { fips: 'boolean', kernelLockdown: 'string' },
  NodeClassCertificates: { 'data!': 'string', 'name!': 'string' },
  NodeClassStorage: { iops: 'int32', kmsKeyID: 'string', size: 'quantity', throughput: 'int32' },
  NodeClassTerm: { id: 'string', name: 'string', owner: 'string', tags: '{}string' },
};

export const CUSTOM_TYPES: Types = { ...TARGET_GROUP_BINDING, ...SECRET_PROVIDER_CLASS, ...NODE_POOL, ...NODE_CLASS };
