import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, CustomResource, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { CAPACITY_RESOURCES, KeeperProperties, LinkProperties, makePatientProvider, ownPolicy, PATIENCE, Right } from '../../../functions';
import { acknowledge } from '../../../private/acknowledge';
import { asTold } from '../../../private/as-told';
import { onePerStack } from '../../../private/one-per-stack';
import { EcsGround } from '../../ground';

/**
 * What CloudFormation has no words for about EC2 capacity: a cluster that forgets one provider and keeps the others, and a group that
 * goes with its instances.
 *
 * One for each stack, for any amount of capacity. What it may do is said beside each, and goes after it.
 */
export class CapacityKeeper extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): CapacityKeeper {
    return onePerStack(scope, ID, stack => new CapacityKeeper(stack));
  }

  private readonly serviceToken: string;
  private readonly role: iam.Role;

  private constructor(stack: Stack) {
    super(stack, ID);
    const { serviceToken, isComplete } = makePatientProvider(this,
      { handler: 'beginToKeep', description: 'Begins to link or to take apart EC2 capacity of a cluster' },
      { handler: 'completeKeeping', description: 'Links EC2 capacity to a cluster, and takes it apart' },
    );
    this.role = isComplete.ownRole;
    this.serviceToken = serviceToken;
  }

  /** Makes a provider known to the cluster. Whoever uses it waits for what is returned. */
  public link(scope: Construct, { cluster }: EcsGround, properties: Omit<LinkProperties, 'cluster'>): CustomResource {
    const stack = Stack.of(this);
    const rights: Right[] = [
      { actions: ['ecs:DescribeClusters', 'ecs:PutClusterCapacityProviders'], resources: [cluster.clusterArn] },
      {
        actions: ['ecs:DescribeCapacityProviders'],
        resources: [stack.formatArn({ service: 'ecs', resource: 'capacity-provider', resourceName: '*' })],
        because: 'Which other providers the cluster has is what is being asked, and of what kind they are.',
      },
    ];
    const wanted: LinkProperties = { cluster: cluster.clusterName, ...properties };
    return this.make(scope, 'Link', CAPACITY_RESOURCES.link, wanted, rights);
  }

  /** Sees to it that the group can be deleted. Whatever needs the group waits for what is returned, so that it goes before. */
  public keep(scope: Construct, { cluster }: EcsGround, group: autoscaling.IAutoScalingGroup): CustomResource {
    const groupArn = Stack.of(this).formatArn({
      service: 'autoscaling', resource: 'autoScalingGroup', resourceName: `*:autoScalingGroupName/${group.autoScalingGroupName}`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const rights: Right[] = [
      { actions: ['ecs:ListContainerInstances', 'ecs:DeregisterContainerInstance'], resources: [cluster.clusterArn] },
      { actions: ['autoscaling:DeleteAutoScalingGroup'], resources: [groupArn], because: 'The ARN of a group contains an id that only Auto Scaling knows; its name is said.' },
      { actions: ['autoscaling:DescribeAutoScalingGroups'], resources: ['*'], because: 'Looking at groups cannot be limited to a resource.' },
    ];
    const wanted: KeeperProperties = { cluster: cluster.clusterName, group: group.autoScalingGroupName };
    return this.make(scope, 'Keeper', CAPACITY_RESOURCES.keeper, wanted, rights);
  }

  /** The permissions are apart from the function's own: they stay until the resource has gone, even if it is the last thing to go. */
  private make(scope: Construct, id: string, resourceType: string, properties: object, rights: readonly Right[]): CustomResource {
    const policy = new iam.Policy(scope, `${id}Rights`, {
      roles: [this.role], statements: rights.map(({ actions, resources }) => new iam.PolicyStatement({ actions, resources })),
    });
    ownPolicy(policy);
    rights.forEach(({ resources, because }) => resources.map(resource => asTold(policy, resource)).filter(resource => resource.includes('*'))
      .forEach(resource => acknowledge(policy, `AwsSolutions-IAM5[Resource::${resource}]`, because!)));
    const resource = new CustomResource(scope, id, {
      serviceToken: this.serviceToken, resourceType, serviceTimeout: PATIENCE, properties: { ...properties },
    });
    resource.node.addDependency(policy);
    return resource;
  }
}

const ID = 'CapacityKeeper';
