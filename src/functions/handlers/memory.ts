/**
 * Remembers which request went forward, where every later delivery of it finds it: in a tag of the deployment group. A request that is
 * delivered once more after its stack has turned looks like the one that goes back, and wants what the stack goes back from.
 */
import { GroupTags } from './aws';
import { errorText } from './errors';
import { RolloutEvent } from './request';
import { Direction } from './stack';

const FORWARD = 'container-platform:forward-request';

/** Where a request was heading when it was delivered first. */
export async function headingOf(aws: GroupTags, event: RolloutEvent, heading: Direction | undefined): Promise<Direction | undefined> {
  const ResourceArn = groupArn(event);
  try {
    if (heading === 'FORWARD') {
      await aws.tagGroup({ ResourceArn, Tags: [{ Key: FORWARD, Value: event.RequestId }] });
    } else if (heading === 'ROLLBACK') {
      const { Tags = [] } = await aws.tagsOfGroup({ ResourceArn });
      return Tags.some(({ Key, Value }) => Key === FORWARD && Value === event.RequestId) ? 'FORWARD' : heading;
    }
  } catch (error) {
    console.error(`Went on without a memory: ${errorText(error)}`);
  }
  return heading;
}

function groupArn({ StackId, ResourceProperties: { application, deploymentGroup } }: RolloutEvent): string {
  const [, partition, , region, account] = StackId.split(':');
  return `arn:${partition}:codedeploy:${region}:${account}:deploymentgroup:${application}/${deploymentGroup}`;
}
