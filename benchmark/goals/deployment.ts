/** G16: a first deployment, as a model. */
import { Goal, round } from './goal';
import { criticalPath } from '../harness/critical-path';

const g16: Goal = {
  id: 'G16',
  title: 'Critical path of a first deployment',
  measure: bench => {
    const services = Math.min(10, bench.sizes.many);
    const [own, peer, lean] = (['library', 'patterns', 'lean'] as const).map(name => criticalPath(bench.assembly({ name, services })));
    const how = `model: dependencies from the templates, seconds assumed; ${services} services`;
    return [
      { what: 'production defaults, to ecs-patterns', value: round(own.seconds / peer.seconds), unit: 'x', atMost: 0.60, how, note: `${own.seconds} s to ${peer.seconds} s; ${own.chain}` },
      { what: 'lean L2 by hand, to ecs-patterns', value: round(lean.seconds / peer.seconds), unit: 'x', how, note: `${lean.seconds} s; ${lean.chain}` },
    ];
  },
};

export const DEPLOYMENT: readonly Goal[] = [g16];
