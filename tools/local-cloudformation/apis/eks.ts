/** EKS read-back, and the one change people make by hand: lifting deletion protection. */
import { Service } from './api';
import { ServiceError } from '../engine/errors';
import { Account, Live } from '../resources/account';

const CLUSTER = 'AWS::EKS::Cluster';

function find(account: Account, name: unknown): Live {
  const found = account.find(CLUSTER, String(name));
  if (!found) { throw new ServiceError('ResourceNotFoundException', `No cluster found for name: ${String(name)}.`); }
  return found;
}

export const eks: Service = {
  DescribeCluster: (input, account) => {
    const { physicalId, attributes, properties } = find(account, input.name);
    return {
      cluster: {
        name: physicalId,
        arn: attributes.Arn,
        endpoint: attributes.Endpoint,
        version: properties.Version,
        status: 'ACTIVE',
        deletionProtection: String(properties.DeletionProtection) === 'true',
      },
    };
  },
  UpdateClusterConfig: (input, account) => {
    const live = find(account, input.name);
    const { name, deletionProtection, ...others } = input;
    if (Object.keys(others).length > 0) { throw new ServiceError('NotModelled', `eks:UpdateClusterConfig changes only deletionProtection of ${String(name)} here`); }
    account.put({ ...live, properties: { ...live.properties, DeletionProtection: deletionProtection } });
    return { update: { status: 'Successful' } };
  },
};
