/**
 * Answers where the traffic of a listener rule goes, or of a listener that has no rules. A deployment moves it behind the template's back; a template that says again
 * what is so already can never take the traffic away.
 */
import type { Action, Listener, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Aws } from './aws';
import { errorName } from './errors';
import { constantId, OnEventAnswer, ResourceEvent } from './event';
import { guard } from './guard';
import { patiently } from './patiently';
import { PinData, PinProperties } from '../wire/rollout';

type PinEvent = ResourceEvent<PinProperties>;
type Color = 'blue' | 'green';
type Weights = Record<Color, number>;
type Reader = Pick<Aws, 'describeRules' | 'describeListeners' | 'listServices' | 'describeServices' | 'describeStacks'>;

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
    const written = await actionsAt(aws, place);
    const found = states.flatMap(pair => written.map(actions => weightsOf(actions, pair))).find(weights => weights !== undefined);
    if (found) { return found; }
  }
  return undefined;
}

/** Both versions of what is tested are where the public's are. */
async function publicWeights(aws: Reader, props: PinProperties): Promise<Weights | undefined> {
  const { publicListener: listener, publicPriority: priority, publicPort: port } = props;
  if (port) { return liveWeights(aws, [{ ...props, port }]); }
  return listener && priority ? liveWeights(aws, [{ ...props, listener, priority }]) : undefined;
}

/** What is done with traffic at the place: one list of actions, or none if nothing is there. */
async function actionsAt(aws: Reader, { listener, priority, loadBalancer, port }: PinProperties): Promise<Action[][]> {
  return loadBalancer
    ? (await listenersOf(aws, loadBalancer)).filter(({ Port }) => String(Port) === port).map(({ DefaultActions = [] }) => DefaultActions)
    : (await rulesOf(aws, listener)).filter(rule => rule.Priority === priority).map(({ Actions = [] }) => Actions);
}

function weightsOf(actions: readonly Action[], pair: PinProperties): Weights | undefined {
  for (const action of actions) {
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

async function listenersOf(aws: Reader, loadBalancer: string): Promise<Listener[]> {
  return allPages(async Marker => {
    const { Listeners, NextMarker } = await aws.describeListeners({ LoadBalancerArn: loadBalancer, Marker });
    return { items: Listeners, next: NextMarker };
  });
}

async function rulesOf(aws: Reader, listener: string): Promise<Rule[]> {
  return allPages(async Marker => {
    const { Rules, NextMarker } = await aws.describeRules({ ListenerArn: listener, Marker });
    return { items: Rules, next: NextMarker };
  });
}

interface Page<T> {
  readonly items?: T[];
  readonly next?: string;
}

async function allPages<T>(page: (marker?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let marker: string | undefined;
  do {
    const from = marker;
    const found: Page<T> = await patiently(() => page(from)).catch((error: unknown) => {
      // What has been replaced takes along what was on it.
      if (GONE.includes(errorName(error))) { return {}; }
      throw error;
    });
    items.push(...found.items ?? []);
    marker = found.next;
  } while (marker);
  return items;
}

const GONE = ['LoadBalancerNotFound', 'ListenerNotFound', 'RuleNotFound'];
