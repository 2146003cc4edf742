import { readdirSync, readFileSync } from 'fs';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ecsFindings } from '../../../src/ecs/rules';
import { seal, WorkloadDraft } from '../../../src/model';
import { CAPABILITIES } from '../../../src/model/rules/capabilities-are-known';
import { ULIMITS } from '../../../src/model/rules/ulimits-are-sound';
import { main, PRODUCTION, withExposure, withMain, workload } from '../../wrong-inputs/wrong-input';

function codes(draft: WorkloadDraft, fargate: boolean): string[] {
  return ecsFindings(seal(draft, PRODUCTION).spec, { launchType: fargate ? 'fargate' : 'ec2' }).map(({ code }) => code);
}

describe('what only Fargate refuses runs on instances', () => {
  const drafts: [string, WorkloadDraft][] = [
    ['a size of its own', workload({ size: { cpuUnits: 300, memoryMiB: 700 } })],
    ['GPUs', withMain({ resources: { gpus: 1 } })],
    ['capabilities', withMain({ capabilities: { add: ['NET_ADMIN'] } })],
    ['ulimits', withMain({ ulimits: [{ name: 'nproc', soft: 1, hard: 2 }] })],
  ];

  test.each(drafts)('%s', (_, draft) => {
    expect(codes(draft, true)).toHaveLength(1);
    expect(codes(draft, false)).toEqual([]);
  });
});

test('the limits of load balancers hold wherever the containers run', () => {
  expect(codes(withExposure({ health: { successes: 1 } }, [main()]), false)).toEqual(['TargetGroupHealthOutOfRange']);
});

test.each(['src/ecs/rules', 'src/platform/rules'])('every rule of %s is in its list', folder => {
  const index = readFileSync(`${folder}/index.ts`, 'utf8');
  // What rules are made of, and those of daemons and of instances, which are asked elsewhere.
  const others = [
    'index', 'target', 'launch-types', 'container-features', 'fargate-size',
    'daemons', 'managed-daemons-do-without', 'machine-room', 'fit-of-instances',
  ];
  const rules = readdirSync(folder).filter(file => file.endsWith('.ts')).map(file => file.replace('.ts', '')).filter(name => !others.includes(name));
  const identifier = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

  expect(rules.filter(name => index.split(new RegExp(`\\b${identifier(name)}\\b`)).length !== 3)).toEqual([]);
});

describe('the lists of names and numbers are those of the CDK', () => {
  test('ulimits', () => {
    expect([...ULIMITS].sort()).toEqual(Object.values<string>(ecs.UlimitName).sort());
  });

  test('capabilities', () => {
    expect([...CAPABILITIES].sort()).toEqual(Object.values<string>(ecs.Capability).sort());
  });

  test('periods of log retention', () => {
    const periods = Object.values(logs.RetentionDays).filter(value => typeof value === 'number');
    const refused = (retentionDays: number) => codes(workload({ logging: { kind: 'group', retentionDays } }), true).length > 0;

    expect(periods.filter(refused)).toEqual([]);
    expect(periods.filter(days => !refused(days + 1) && !periods.includes(days + 1))).toEqual([]);
  });
});
