/** G1 to G6: what a synthesis takes, beside the peers. */
import { Bench, Figure, Goal, round } from './goal';
import { Rounds } from '../harness/rounds';
import { AppRun } from '../harness/run';

const SCENE = 'validation off, whole process, 25 services to a stack';

/** All cases at the size most goals speak of; measured once for all of them. */
function manyServices(bench: Bench): Rounds {
  return bench.apps(ofSize(['patterns', 'library', 'library-plain', 'same', 'patterns-shared', 'lean', 'floor'], bench.sizes.many));
}

function ofSize(names: readonly AppRun['name'][], services: number): Record<string, AppRun> {
  return Object.fromEntries(names.map(name => [name, { name, services }]));
}

function beside(rounds: Rounds, mine: string, peer: string, what: string, how: string, atMost?: number): Figure {
  const { cpu, wall } = rounds.ratio(mine, peer);
  const seconds = (run: string) => (rounds.median(run, 'wallMs') / 1000).toFixed(2);
  return { what, value: round(cpu), unit: 'x', atMost, how, note: `wall ${wall.toFixed(2)}x (${seconds(mine)} s to ${seconds(peer)} s)` };
}

const g1: Goal = {
  id: 'G1',
  title: 'Synthesis of 100 services',
  measure: bench => {
    const rounds = manyServices(bench);
    const how = `CPU, ${SCENE}`;
    return [
      beside(rounds, 'library-plain', 'patterns', 'without alarms, to ecs-patterns', how, 0.70),
      beside(rounds, 'library', 'patterns', 'production defaults, to ecs-patterns', how, 0.70),
      beside(rounds, 'library-plain', 'patterns-shared', 'without alarms, to ecs-patterns sharing a load balancer', how),
      beside(rounds, 'library-plain', 'lean', 'without alarms, to lean L2 by hand', how),
      beside(rounds, 'lean', 'patterns', 'lean L2 by hand, to ecs-patterns', how),
      beside(rounds, 'floor', 'patterns', 'L1 only, to ecs-patterns', how),
    ];
  },
};

const g2: Goal = {
  id: 'G2',
  title: 'One more service',
  measure: bench => {
    const { more } = bench.sizes;
    const rounds = bench.apps(ends(['patterns', 'library', 'library-plain', 'lean'], 1, more));
    return (['library-plain', 'library', 'lean'] as const).map((name): Figure => ({
      what: `${LABEL[name]}, to ecs-patterns`,
      value: round(rounds.compare('cpuMs', ([far, near, peerFar, peerNear]) => (far - near) / (peerFar - peerNear), `${name} ${more}`, `${name} 1`, `patterns ${more}`, 'patterns 1')),
      unit: 'x',
      ...(name === 'lean' ? {} : { atMost: 0.55 }),
      how: `CPU(${more}) - CPU(1), ${SCENE}`,
      note: `${perService(rounds, name, more)} ms, peer ${perService(rounds, 'patterns', more)} ms of CPU`,
    }));
  },
};

const g3: Goal = {
  id: 'G3',
  title: 'The layer over the same resources by hand',
  measure: bench => {
    const rounds = manyServices(bench);
    const services = bench.sizes.many;
    const difference = differenceOf(bench, services);
    const how = difference === undefined ? `CPU, ${SCENE}; both on the library's platform` : `not comparable: ${difference}`;
    const figure = beside(rounds, 'library-plain', 'same', 'services of the library, to the same template in L2', how, 1.05);
    return [difference === undefined ? figure : { ...figure, value: NaN }];
  },
};

const g4: Goal = {
  id: 'G4',
  title: 'Synthesis of one service',
  measure: bench => {
    const rounds = bench.apps(ofSize(['patterns', 'library', 'library-plain', 'empty'], 1));
    const how = `CPU, ${SCENE}`;
    return [
      beside(rounds, 'library-plain', 'patterns', 'without alarms, to ecs-patterns', how, 1.02),
      beside(rounds, 'library', 'patterns', 'production defaults, to ecs-patterns', how, 1.02),
      beside(rounds, 'empty', 'patterns', 'an app with empty stacks, to ecs-patterns', how),
    ];
  },
};

const g5: Goal = {
  id: 'G5',
  title: 'Memory at 100 services',
  measure: bench => {
    const rounds = manyServices(bench);
    return (['library-plain', 'library'] as const).map((name): Figure => ({
      what: `${LABEL[name]}, to ecs-patterns`,
      value: round(rounds.ratio(name, 'patterns').peak),
      unit: 'x',
      atMost: 0.90,
      how: `largest resident set, ${SCENE}`,
      note: `${Math.round(rounds.median(name, 'peakMb'))} MB, peer ${Math.round(rounds.median('patterns', 'peakMb'))} MB`,
    }));
  },
};

const g6: Goal = {
  id: 'G6',
  title: 'Growth',
  measure: bench => {
    const { more, most } = bench.sizes;
    const near = bench.apps(ends(['patterns', 'library', 'library-plain', 'lean'], 1, more));
    const far = bench.apps(ofSize(['library-plain', 'patterns'], most), 2);
    return (['library-plain', 'patterns'] as const).map((name): Figure => {
      const start = near.median(`${name} 1`, 'cpuMs');
      const exponent = Math.log((far.median(name, 'cpuMs') - start) / (near.median(`${name} ${more}`, 'cpuMs') - start)) / Math.log(most / more);
      return {
        what: `exponent of the CPU time, ${LABEL[name]}`,
        value: round(exponent),
        unit: '',
        ...(name === 'patterns' ? {} : { atMost: 1.05 }),
        how: `${more} to ${most} services, less what one service takes`,
        note: `${(far.median(name, 'cpuMs') / 1000).toFixed(2)} s of CPU and ${Math.round(far.median(name, 'peakMb'))} MB at ${most}`,
      };
    });
  },
};

const LABEL = { 'library-plain': 'without alarms', 'library': 'production defaults', 'lean': 'lean L2 by hand', 'patterns': 'ecs-patterns' };

function ends(names: readonly AppRun['name'][], ...counts: number[]): Record<string, AppRun> {
  return Object.fromEntries(names.flatMap(name => counts.map((services): [string, AppRun] => [`${name} ${services}`, { name, services }])));
}

function perService(rounds: Rounds, name: string, more: number): string {
  return (rounds.compare('cpuMs', ([far, near]) => far - near, `${name} ${more}`, `${name} 1`) / Math.max(1, more - 1)).toFixed(1);
}

/** In what the template by hand differs from the library's; the comparison means nothing if it does. */
function differenceOf(bench: Bench, services: number): string | undefined {
  const kinds = (name: 'same' | 'library-plain') => bench.assembly({ name, services }).stacks.flatMap(stack =>
    Object.values(stack.resources).map(({ Type, Properties = {} }) => `${stack.name} ${Type} ${Object.keys(Properties).sort().join(' ')}`)).sort();
  const [byHand, ours] = [kinds('same'), kinds('library-plain')];
  const odd = ours.find((line, index) => line !== byHand[index]) ?? byHand[ours.length];
  return odd === undefined ? undefined : `the templates differ at ${odd}`;
}

export const SYNTHESIS: readonly Goal[] = [g1, g2, g3, g4, g5, g6];
