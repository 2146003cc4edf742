/** What was made, counted by service. */
import { Live } from '../../local-cloudformation/resources/account';
import { section } from '../terminal';

const SHOWN_TYPES = 4;

export function made(resources: readonly Live[]): string[] {
  const services = new Map<string, Map<string, number>>();
  for (const { type } of resources) {
    const [, service, kind] = type.startsWith('Custom::') ? ['', 'Custom', type.slice(8)] : type.split('::');
    const kinds = services.get(service) ?? new Map<string, number>();
    services.set(service, kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
  }
  const count = (kinds: Map<string, number>) => [...kinds.values()].reduce((sum, n) => sum + n, 0);
  const rows = [...services].sort(([, a], [, b]) => count(b) - count(a))
    .map(([service, kinds]) => [service, String(count(kinds)), describe([...kinds].sort(([, a], [, b]) => b - a))]);
  return section('Made', `${resources.length} resources`, rows, [4]);
}

function describe(kinds: ReadonlyArray<[string, number]>): string {
  const shown = kinds.slice(0, SHOWN_TYPES).map(([kind, n]) => n === 1 ? kind : `${n} ${kind}`);
  return [...shown, ...kinds.length > SHOWN_TYPES ? ['...'] : []].join(', ');
}
