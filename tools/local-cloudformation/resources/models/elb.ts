/** Elastic Load Balancing: ARNs that carry each other's names, DNS names, and deletion protection that protects. */
import { checkNetworkListener, checkNetworkLoadBalancer, checkNetworkTargetGroup } from './nlb';
import { isObject } from '../../engine/values';
import { ModelContext, ModelTable, text } from '../model';
import { generatedName, plainArn } from '../naming';

const BY = 'CloudFormation';

const KINDS: Readonly<Record<string, string>> = { application: 'app', network: 'net', gateway: 'gwy' };

const tail = (arn: string): string => arn.slice(arn.indexOf('/') + 1);

function attributeOf(properties: unknown, key: string): string | undefined {
  const list = Array.isArray(properties) ? properties : [];
  const found = list.find(item => isObject(item) && item.Key === key) as { Value?: unknown } | undefined;
  return text(found?.Value);
}

function checkPriority({ account, properties }: ModelContext, current?: string): void {
  const rival = account.live('AWS::ElasticLoadBalancingV2::ListenerRule').find(live => live.physicalId !== current
    && live.properties.ListenerArn === properties.ListenerArn && String(live.properties.Priority) === String(properties.Priority));
  if (rival) { throw new Error(`Priority '${text(properties.Priority)}' is currently in use (by ${rival.logicalId} in stack ${rival.stackName})`); }
}

export const elb: ModelTable = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    check: checkNetworkLoadBalancer,
    physicalId: context => {
      const kind = KINDS[text(context.properties.Type) ?? 'application'];
      const name = text(context.properties.Name) ?? generatedName(context);
      return plainArn(context, 'elasticloadbalancing', `loadbalancer/${kind}/${name}/${context.account.random(16)}`);
    },
    attributes: ({ account, properties }, physicalId) => {
      const [, kind, name, hash] = physicalId.split('/');
      const internal = properties.Scheme === 'internal' ? 'internal-' : '';
      return {
        CanonicalHostedZoneID: 'Z35SXDOTRQ7X7K',
        DNSName: kind === 'net' ? `${name}-${hash}.elb.${account.region}.amazonaws.com` : `${internal}${name}-${parseInt(hash.slice(0, 8), 16)}.${account.region}.elb.amazonaws.com`,
        LoadBalancerFullName: `${kind}/${name}/${hash}`,
        LoadBalancerName: name,
        SecurityGroups: properties.SecurityGroups ?? [],
      };
    },
    deleting: (account, resource) => {
      // As it is now: somebody may have lifted the protection by hand since the deployment.
      const now = account.find(resource.type, resource.physicalId)?.properties ?? resource.properties;
      if (attributeOf(now.LoadBalancerAttributes, 'deletion_protection.enabled') === 'true') {
        throw new Error(`Load balancer '${resource.physicalId}' cannot be deleted because deletion protection is enabled`);
      }
    },
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    check: checkNetworkTargetGroup,
    physicalId: context => plainArn(context, 'elasticloadbalancing', `targetgroup/${text(context.properties.Name) ?? generatedName(context)}/${context.account.random(16)}`),
    attributes: (_context, physicalId) => ({
      LoadBalancerArns: [],
      TargetGroupFullName: physicalId.slice(physicalId.indexOf('targetgroup/')),
      TargetGroupName: physicalId.split('/')[1],
    }),
    deleting: (account, resource) => {
      const user = account.live().find(live => /::(Listener|ListenerRule)$/.test(live.type) && JSON.stringify(live.properties).includes(resource.physicalId));
      if (user) { throw new Error(`Target group '${resource.physicalId}' is currently in use by a listener or a rule (${user.logicalId})`); }
    },
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    check: (context, current) => {
      const { account, properties } = context;
      checkNetworkListener(context);
      const rival = account.live('AWS::ElasticLoadBalancingV2::Listener').find(live => live.physicalId !== current?.physicalId
        && live.properties.LoadBalancerArn === properties.LoadBalancerArn && String(live.properties.Port) === String(properties.Port));
      if (rival) { throw new Error(`A listener already exists on this port for this load balancer '${text(properties.LoadBalancerArn)}'`); }
    },
    physicalId: context => plainArn(context, 'elasticloadbalancing', `listener/${tail(String(context.properties.LoadBalancerArn))}/${context.account.random(16)}`),
    created: ({ account, properties, logicalId }, arn) => account.services.traffic.write(arn, properties.DefaultActions, BY, logicalId),
    deleting: (account, { physicalId }) => account.services.traffic.forget(physicalId),
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    check: (context, current) => checkPriority(context, current?.physicalId),
    physicalId: context => plainArn(context, 'elasticloadbalancing', `listener-rule/${tail(String(context.properties.ListenerArn))}/${context.account.random(16)}`),
    attributes: () => ({ IsDefault: false }),
    // Whatever of the rule has changed: the weights are those of the template again.
    created: ({ account, properties, logicalId }, arn) => account.services.traffic.write(arn, properties.Actions, BY, logicalId),
    deleting: (account, { physicalId }) => account.services.traffic.forget(physicalId),
  },
};
