/** The remaining shapes other resources take apart or hand on. */
import { ModelTable, text } from '../model';
import { arnOf, generatedName, plainArn, uuid } from '../naming';

export const misc: ModelTable = {
  'AWS::IAM::Role': {
    attributes: (context, name) => ({ Arn: arnOf(context, name), RoleId: `AROA${context.account.random(17).toUpperCase()}` }),
  },
  'AWS::IAM::ManagedPolicy': {
    physicalId: context => arnOf(context, text(context.properties.ManagedPolicyName) ?? generatedName(context)),
  },
  'AWS::KMS::Key': {
    physicalId: ({ account }) => uuid(account.random),
  },
  'AWS::Logs::LogGroup': {
    attributes: (context, name) => ({ Arn: `${plainArn(context, 'logs', `log-group:${name}`)}:*` }),
  },
  'AWS::CertificateManager::Certificate': {
    physicalId: context => plainArn(context, 'acm', `certificate/${uuid(context.account.random)}`),
  },
  'AWS::WAFv2::WebACL': {
    attributes: (context, physicalId) => {
      const [name, id] = physicalId.split('|');
      return { Arn: plainArn(context, 'wafv2', `regional/webacl/${name}/${id}`), Id: id };
    },
  },
  'AWS::Route53::HostedZone': {
    physicalId: ({ account }) => `Z${account.random(20).toUpperCase()}`,
    attributes: () => ({ NameServers: [1, 2, 3, 4].map(n => `ns-${n}.awsdns-local.example`) }),
  },
  'AWS::SNS::Topic': {
    physicalId: context => plainArn(context, 'sns', text(context.properties.TopicName) ?? generatedName(context)),
    attributes: (_context, arn) => ({ TopicName: arn.slice(arn.lastIndexOf(':') + 1) }),
  },
  'AWS::SQS::Queue': {
    physicalId: context => `https://sqs.${context.account.region}.amazonaws.com/${context.account.id}/${text(context.properties.QueueName) ?? generatedName(context)}`,
    attributes: (context, url) => {
      const name = url.slice(url.lastIndexOf('/') + 1);
      return { Arn: plainArn(context, 'sqs', name), QueueName: name, QueueUrl: url };
    },
  },
  'AWS::Cognito::UserPool': {
    physicalId: ({ account }) => `${account.region}_${account.random(9)}`,
    attributes: (context, id) => ({
      Arn: plainArn(context, 'cognito-idp', `userpool/${id}`),
      ProviderName: `cognito-idp.${context.account.region}.amazonaws.com/${id}`,
      ProviderURL: `https://cognito-idp.${context.account.region}.amazonaws.com/${id}`,
    }),
  },
  'AWS::Lambda::Version': {
    physicalId: context => `${plainArn(context, 'lambda', `function:${String(context.properties.FunctionName).split(':').pop()}`)}:${1 + parseInt(context.account.random(2), 16)}`,
    attributes: (_context, arn) => ({ Version: arn.split(':').pop() }),
  },
};
