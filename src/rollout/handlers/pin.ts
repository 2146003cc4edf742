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
import { PinData, PinProperties } from '../wire';

type PinEvent = ResourceEvent<PinProperties>;
type Color = 'blue' | 'green';
type Reader = Pick<Aws, 'describeRules' | 'listServices' | 'describeServices' | 'describeStacks'>;

export async function answerPin(event: PinEvent, aws: Reader): Promise<OnEventAnswer> {
  const props = event.ResourceProperties;
  const old = event.RequestType === 'Update' ? event.OldResourceProperties : undefined;
  const asks = old?.mode !== props.mode;
  if (asks) { await guard(aws, props, event.StackId); }
  const weights = await liveWeights(aws, [props, ...old ? [old] : []], props);
  const live = (asks ? undefined : colorOf(event.PhysicalResourceId)) ?? (weights.green > weights.blue ? 'green' : 'blue');
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

/** The rule may be where it is wanted already, or still where it was. Without one, the traffic begins with blue. */
async function liveWeights(aws: Reader, places: PinProperties[], pair: PinProperties): Promise<Record<Color, number>> {
  for (const place of places) {
    const rules = await rulesOf(aws, place.listener);
    const weights = rules.filter(rule => rule.Priority === place.priority).map(rule => weightsOf(rule, pair)).find(found => found !== undefined);
    if (weights) { return weights; }
  }
  return { blue: 100, green: 0 };
}

function weightsOf(rule: Rule, pair: PinProperties): Record<Color, number> | undefined {
  for (const action of rule.Actions ?? []) {
    if (action.Type !== 'forward') { continue; }
    const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
    const weight = (arn: string) => groups.find(group => group.TargetGroupArn === arn)?.Weight ?? 0;
    // A lone target group needs no weight.
    const lone = groups.length === 1 ? groups[0].TargetGroupArn : undefined;
    const found = { blue: lone === pair.blue ? 100 : weight(pair.blue), green: lone === pair.green ? 100 : weight(pair.green) };
    if (found.blue + found.green > 0) { return found; }
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
