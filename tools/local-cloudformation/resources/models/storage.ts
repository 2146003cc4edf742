/** Things that hold data: a bucket is only deleted when it is empty. */
import { ModelTable, text } from '../model';
import { arnOf, generatedName, plainArn } from '../naming';

export const storage: ModelTable = {
  'AWS::S3::Bucket': {
    attributes: ({ account }, name) => ({
      Arn: `arn:${account.partition}:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${account.region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${account.region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website-${account.region}.amazonaws.com`,
    }),
    created: ({ account }, name) => { account.buckets.set(name, account.buckets.get(name) ?? new Map()); },
    deleting: (account, { physicalId }) => {
      if ((account.buckets.get(physicalId)?.size ?? 0) > 0) { throw new Error(`The bucket you tried to delete is not empty (Bucket: ${physicalId})`); }
      account.buckets.delete(physicalId);
    },
  },
  'AWS::EFS::FileSystem': {
    deleting: (account, { physicalId }) => {
      const mount = account.live('AWS::EFS::MountTarget').find(live => live.properties.FileSystemId === physicalId);
      if (mount) { throw new Error(`File system '${physicalId}' has mount targets and cannot be deleted (${mount.logicalId})`); }
    },
  },
  'AWS::SecretsManager::Secret': {
    physicalId: context => plainArn(context, 'secretsmanager', `secret:${text(context.properties.Name) ?? generatedName(context)}-${context.account.random(6)}`),
  },
  'AWS::SSM::Parameter': {
    created: ({ account, properties }, name) => { account.parameters.set(name, text(properties.Value) ?? ''); },
    deleting: (account, { physicalId }) => { account.parameters.delete(physicalId); },
    attributes: (context, name) => ({ Arn: arnOf(context, name) }),
  },
};
