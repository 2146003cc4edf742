/**
 * Answers where the traffic of a listener rule goes. A deployment moves it behind the template's back; a template that says again
 * what is so already can never take the traffic away.
 */
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Aws } from './aws';
import { errorName } from './errors';
import { constantId, OnEventAnswer, ResourceEvent } from './event';
import { guard } from './guard';
import { patiently } from './patiently';
import { PinData, PinProperties } from '../wire/rollout';

type PinEvent = ResourceEvent<PinProperties>;
type Color = 'blue' | 'green';
type Weights = Record<Color, number>;
type Reader = Pick<Aws, 'describeRules' | 'listServices' | 'describeServices' | 'describeStacks'>;

export async function answerPin(event: PinEvent, aws: Reader): Promise<OnEventAnswer> {
  const props = event.ResourceProperties;
  const old = event.RequestType === 'Update' ? event.OldResourceProperties : undefined;
  if (old?.mode !== props.mode) { await guard(aws, props, event.StackId); }
  const asks = (['mode', 'cluster', 'launchType'] as const).some(member => old?.[member] !== props[member]);
  const kept = asks ? undefined : colorOf(event.PhysicalResourceId);
  const weights = await liveWeights(aws, [props, ...old ? [old] : []]) ?? await publicWeights(aws, props) ?? all(kept ?? 'blue');
  const live = kept ?? (weights.green > weights.blue ? 'green' : 'blue');
  const idle = live === 'blue' ? 'green' : 'blue';
  const Data: PinData = {
    BlueWeight: String(weights.blue),
    GreenWeight: String(weights.green),
    LiveTargetGroupArn: props[live],
    IdleTargetGroupArn: props[idle],
  };
  return { PhysicalResourceId: `${constantId(event, 'pin')}:${live}`, Data };
}

/** The answer of before is kept in the resource's own name, the one thing that CloudFormation hands back. */
function colorOf(physicalId: string | undefined): Color | undefined {
  return /:(blue|green)$/.exec(physicalId ?? '')?.[1] as Color | undefined;
}

/** Never 1 and 0, which is what a template says that has no pin. */
const all = (color: Color): Weights => color === 'blue' ? { blue: 100, green: 0 } : { blue: 0, green: 100 };

/**
 * The rule may be where it is wanted already, or still where it was; and it may still lead to a pair that is about to be replaced,
 * whose weights are then those of the new one.
 */
async function liveWeights(aws: Reader, states: PinProperties[]): Promise<Weights | undefined> {
  for (const place of states) {
    const rules = (await rulesOf(aws, place.listener)).filter(rule => rule.Priority === place.priority);
    const found = states.flatMap(pair => rules.map(rule => weightsOf(rule, pair))).find(weights => weights !== undefined);
    if (found) { return found; }
  }
  return undefined;
}

/** Both versions of what is tested are where the public's are. */
async function publicWeights(aws: Reader, props: PinProperties): Promise<Weights | undefined> {
  const { publicListener: listener, publicPriority: priority } = props;
  return listener && priority ? liveWeights(aws, [{ ...props, listener, priority }]) : undefined;
}

function weightsOf(rule: Rule, pair: PinProperties): Weights | undefined {
  for (const action of rule.Actions ?? []) {
    if (action.Type !== 'forward') { continue; }
    const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
    const weight = (arn: string) => groups.find(group => group.TargetGroupArn === arn)?.Weight ?? 0;
    // A lone target group needs no weight.
    const lone = groups.length === 1 ? groups[0].TargetGroupArn : undefined;
    const found = { blue: lone === pair.blue ? 100 : weight(pair.blue), green: lone === pair.green ? 100 : weight(pair.green) };
    if (found.blue + found.green > 0) { return found.green === 0 ? all('blue') : found; }
  }
  return undefined;
}

async function rulesOf(aws: Reader, listener: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let Marker: string | undefined;
  do {
    const page = await patiently(() => aws.describeRules({ ListenerArn: listener, Marker })).catch((error: unknown) => {
      // A listener that has been replaced takes its rules along.
      if (['ListenerNotFound', 'RuleNotFound'].includes(errorName(error))) { return undefined; }
      throw error;
    });
    rules.push(...page?.Rules ?? []);
    Marker = page?.NextMarker;
  } while (Marker);
  return rules;
}
