/** Tasks carry the tags of their service and those of ECS, whatever they run on: costs and access are told by them. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ground, IRELAND, resources, service } from './support';
import { PlatformProfile, Rollout } from '../../src/vocabulary';
import { Capacity } from '../../src/vocabulary/capacity';
import { WebServiceProps } from '../../src/workloads';

const KINDS: Record<string, Partial<WebServiceProps>> = {
  'Fargate': {},
  'Fargate Spot': { ecs: { capacity: [Capacity.fargateSpot()] } },
  'EC2 instances': { ecs: { capacity: [Capacity.ec2({ name: 'machines', instanceTypes: [new ec2.InstanceType('m7i.large')] })] } },
  'Managed Instances': { ecs: { capacity: [Capacity.managedInstances({ name: 'managed' })] } },
  'external machines': { ecs: { capacity: [Capacity.external({ name: 'cellar' })] } },
  'Fargate, deployed by CodeDeploy': { rollout: Rollout.codeDeploy(), exposures: undefined },
};

test.each(Object.entries(KINDS))('on %s', (_, props) => {
  const on = ground({ env: IRELAND });
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT, tags: { team: 'orders' } });
  service(on.stack, 'Api', platform, { exposures: [], ...props });
  const [made] = resources(Template.fromStack(on.stack), 'AWS::ECS::Service');
  expect(made).toMatchObject({ PropagateTags: 'SERVICE', EnableECSManagedTags: true });
  // CodeDeploy's service is frozen: its rollout sets the tags.
  expect(made.Tags ?? [{ Key: 'team', Value: 'orders' }]).toEqual([{ Key: 'team', Value: 'orders' }]);
});
