import { readdirSync } from 'fs';
import { App, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Handle, seal } from '../../src/model';
import { RULES } from '../../src/model/rules';
import { main, PRODUCTION, sidecar, workload } from '../wrong-inputs/wrong-input';

function unfrozen(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || value instanceof Handle || value instanceof Duration) {
    return [];
  }
  return [...(Object.isFrozen(value) ? [] : [path]), ...Object.entries(value).flatMap(([name, member]) => unfrozen(member, `${path}.${name}`))];
}

const rich = workload({
  containers: [main({ command: ['serve'], environment: { A: '1' }, ports: [{ port: 80 }] }), sidecar('helper')],
  exposures: [{ kind: 'http', audience: 'public', match: { hostNames: ['a.example'] } }],
});

test('a sealed specification is frozen all the way down', () => {
  expect(unfrozen(seal(rich, PRODUCTION).spec, 'spec')).toEqual([]);
});

test('sealing freezes a copy: what the caller passed stays the caller\'s', () => {
  const environment: Record<string, string> = { A: '1' };
  const command = ['serve'];
  const { spec } = seal(workload({ containers: [main({ environment, command })] }), PRODUCTION);

  environment.B = '2';
  command.push('--verbose');

  expect(spec.containers[0].environment).toEqual({ A: '1' });
  expect(spec.containers[0].command).toEqual(['serve']);
});

test('handles are carried, not copied: behind them are constructs', () => {
  const construct = new Construct(new App(), 'Bucket');
  const handle = new Handle('Bucket', construct);

  const { spec } = seal(workload({ permissions: [handle] }), PRODUCTION);

  expect(spec.permissions[0]).toBe(handle);
  expect(Object.isFrozen(construct)).toBe(false);
});

test('all findings come at once, those about names first', () => {
  const { findings } = seal(workload({ containers: [main({ name: 'my web', user: '', ports: [{ port: 0 }] })], scaling: { kind: 'fixed', count: -1 } }), PRODUCTION);

  expect(findings.map(({ code }) => code)).toEqual(['ContainerNameMalformed', 'UserMalformed', 'PortOutOfRange', 'OutOfRange']);
});

test('every rule is in the list once, and has a name', () => {
  expect(new Set(RULES).size).toBe(RULES.length);
  expect(RULES.filter(({ name }) => name === '')).toEqual([]);
});

test('every file of a rule is in the list', () => {
  const files = readdirSync('src/model/rules').filter(file => file.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(file));
  const named = new Set(RULES.map(({ name }) => `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}.ts`));

  expect(files.filter(file => !named.has(file))).toEqual([]);
  expect(files.length).toBe(RULES.length);
});
