/** Draws how the requests are divided between versions, one line for each time that changes. */
import type { LocalAws } from '../../local-cloudformation';
import type { TrafficMoment } from '../../local-cloudformation/services/traffic';
import { bold, dim, green, line } from '../terminal';

const WIDTH = 40;
const PUBLIC_RULE = /^ShopPublicRule/;

/** Begins to draw; what it gives ends it. */
export function drawTraffic(aws: LocalAws): () => void {
  const started = aws.account.clock.now().getTime();
  let last = '';
  return aws.traffic.watch(moment => {
    const parts = partsOf(aws, moment);
    const picture = parts.map(({ version, percent }) => `${version} ${percent} %`).join(', ');
    if (!PUBLIC_RULE.test(moment.logicalId) || parts.length === 0 || picture === last) { return; }
    last = picture;
    const minutes = ((moment.at.getTime() - started) / 60_000).toFixed(1).padStart(6);
    line(`    ${dim(`${minutes} min`)}  ${parts.map(bar).join('')}  ${picture}`);
  });
}

interface Part {
  readonly version: string;
  readonly percent: number;
}

/** Whose requests are whose, the oldest version first. */
function partsOf(aws: LocalAws, { shares, behind }: TrafficMoment): Part[] {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  return shares.filter(({ weight }) => weight > 0)
    .flatMap(({ targetGroup, weight }) => [...new Set(behind[targetGroup] ?? [])]
      .map(definition => ({ version: versionOf(aws, definition), percent: Math.round(100 * weight / total) })))
    .sort((a, b) => a.version.localeCompare(b.version));
}

function versionOf(aws: LocalAws, definition: string): string {
  const live = aws.account.find('AWS::ECS::TaskDefinition', definition);
  const [, version = '?'] = /shop:(\d+)/.exec(JSON.stringify(live?.properties ?? {})) ?? [];
  return `v${version}`;
}

function bar({ version, percent }: Part, index: number): string {
  const width = Math.round(WIDTH * percent / 100);
  const text = (index === 0 ? '=' : '#').repeat(width);
  return version === 'v1' ? bold(text) : green(text);
}
