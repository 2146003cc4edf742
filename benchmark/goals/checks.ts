/** G10 and G11: with the checks that users leave on. */
import { Bench, Figure, Goal, round } from './goal';
import { CaseName } from '../harness/run';

type Checks = { readonly validation?: boolean; readonly rules?: boolean };

function withChecks(bench: Bench, checks: Checks, how: string, atMost: number): Figure[] {
  const services = bench.sizes.many;
  const run = (name: CaseName) => ({ name, services, ...checks });
  const rounds = bench.apps({ 'patterns': run('patterns'), 'library-plain': run('library-plain'), 'library': run('library') });
  return (['library-plain', 'library'] as const).map((name): Figure => {
    const { cpu, wall } = rounds.ratio(name, 'patterns');
    return {
      what: `${name === 'library' ? 'production defaults' : 'without alarms'}, to ecs-patterns`,
      value: round(cpu),
      unit: 'x',
      atMost,
      how,
      note: `wall ${wall.toFixed(2)}x (${(rounds.median(name, 'wallMs') / 1000).toFixed(2)} s to ${(rounds.median('patterns', 'wallMs') / 1000).toFixed(2)} s)`,
    };
  });
}

function complaints(bench: Bench, checks: Checks, what: string, how: string): Figure {
  const count = (name: CaseName) => bench.assembly({ name, services: bench.sizes.many, ...checks }).complaints;
  const own = count('library');
  return {
    what,
    value: own.length,
    unit: '',
    atMost: 0,
    how,
    note: `peer ${count('patterns').length}${own.length > 0 ? `; ${[...new Set(own)].join(', ')}` : ''}`,
  };
}

const g10: Goal = {
  id: 'G10',
  title: 'With the validator of the CDK',
  measure: bench => [
    ...withChecks(bench, { validation: true }, `CPU, ${bench.sizes.many} services, validation as it is by default`, 0.85),
    complaints(bench, { validation: true }, 'findings and annotations', 'validation report and metadata, production defaults'),
  ],
};

const g11: Goal = {
  id: 'G11',
  title: 'With cdk-nag',
  measure: bench => [
    ...withChecks(bench, { rules: true }, `CPU, ${bench.sizes.many} services, AwsSolutions, validation off`, 0.75),
    complaints(bench, { rules: true }, 'findings of AwsSolutions', 'validation report, production defaults'),
  ],
};

export const CHECKS: readonly Goal[] = [g10, g11];
