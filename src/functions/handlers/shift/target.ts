/**
 * Answers which target group the copies of a version belong to: the one without traffic. A version is asked for once, when it is made,
 * and its answer is kept in the resource's own name, the one thing that CloudFormation hands back.
 */
import { copiesIn } from './health';
import { Color, weightsOf } from './pair';
import { RevisionTargetData, RevisionTargetProperties } from '../../wire/rollout';
import { Aws } from '../aws';
import { constantId, OnEventAnswer, ResourceEvent } from '../event';
import { patiently } from '../patiently';

export async function answerTarget(
  event: ResourceEvent<RevisionTargetProperties>, aws: Pick<Aws, 'describeRules' | 'describeTargetHealth'>, pause?: number,
): Promise<OnEventAnswer> {
  const { ResourceProperties: props } = event;
  const color = colorOf(event.PhysicalResourceId) ?? await idle(props, aws, pause);
  const Data: RevisionTargetData = { TargetGroupArn: props[color] };
  return { PhysicalResourceId: `${constantId(event, 'target')}:${color}`, Data };
}

function colorOf(physicalId: string | undefined): Color | undefined {
  return /:(blue|green)$/.exec(physicalId ?? '')?.[1] as Color | undefined;
}

/** Copies of two versions in one target group would both serve, and nothing could move the traffic between them. */
async function idle(props: RevisionTargetProperties, aws: Pick<Aws, 'describeRules' | 'describeTargetHealth'>, pause?: number): Promise<Color> {
  const { Rules } = await patiently(() => aws.describeRules({ RuleArns: [props.rule] }), undefined, pause);
  const weights = Rules?.[0] && weightsOf(Rules[0], props);
  if (!weights) {
    throw new Error(`Listener rule ${props.rule} does not lead to the target groups of the workload`);
  }
  if (weights.blue > 0 && weights.green > 0) {
    throw new Error(`Listener rule ${props.rule} divides the traffic between two versions already (${weights.blue} to ${weights.green}). `
      + 'Give all of it to the one that is to stay, with `aws elbv2 modify-rule`, then deploy again.');
  }
  const color = weights.blue > 0 ? 'green' : 'blue';
  const copies = await patiently(() => copiesIn(aws, props[color]), undefined, pause);
  if (copies > 0) {
    throw new Error(`Target group ${props[color]} has no traffic, but ${copies} copies of another version in it. `
      + 'If the last deployment failed and was not rolled back, do that now, with `cdk rollback`. If it left something behind, delete the '
      + 'TargetGroupBinding and the Deployment with kubectl. Then deploy again.');
  }
  return color;
}
