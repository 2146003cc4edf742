/** Auto Scaling groups: looking at them, and deleting them by hand. */
import { listOf, Service } from './api';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

export const autoscaling: Service = {
  DescribeAutoScalingGroups: (input, account) => {
    const { machines } = account.services.providers;
    const wanted = listOf(input.AutoScalingGroupNames);
    const isWanted = (name: string) => (wanted.length === 0 || wanted.includes(name)) && machines.groupOf(name) !== undefined;
    const found = account.live(GROUP).filter(({ physicalId }) => isWanted(physicalId));
    return {
      AutoScalingGroups: found.map(({ physicalId, properties, attributes }) => {
        const { ids, isProtected, isDeleting } = machines.describe(physicalId);
        return {
          AutoScalingGroupName: physicalId,
          AutoScalingGroupARN: attributes.AutoScalingGroupARN,
          MinSize: Number(properties.MinSize),
          MaxSize: Number(properties.MaxSize),
          ...isDeleting && { Status: 'Delete in progress' },
          Instances: ids.map(InstanceId => ({ InstanceId, LifecycleState: isDeleting ? 'Terminating' : 'InService', ProtectedFromScaleIn: isProtected })),
        };
      }),
    };
  },
  DeleteAutoScalingGroup: (input, account) => {
    account.services.providers.machines.drop(String(input.AutoScalingGroupName), input.ForceDelete === true || input.ForceDelete === 'true');
    return {};
  },
};
