import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { containerOf, objects, web } from './support';
import { variablesIn } from '../../src/eks/environment';
import { EnvironmentFile, Image } from '../../src/vocabulary';

const folder = mkdtempSync(path.join(tmpdir(), 'environment-'));

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const at = path.join(folder, name);
  writeFileSync(at, lines.join('\n'));
  return at;
}

function read(...files: string[]): Record<string, string> {
  return variablesIn({ environmentFiles: files.map(each => ({ kind: 'file', file: each })) });
}

/** The files of workloads; the cluster has settings of its own. */
function filesIn(template: Template): Record<string, any>[] {
  return objects(template).filter(({ kind, metadata: { namespace } }) => kind === 'ConfigMap' && namespace === 'workloads');
}

describe('a file of variables', () => {
  test('becomes an object that cannot change, which the container takes its variables from', () => {
    const settings = file('one.env', 'LOG_LEVEL=info', 'ZONE=Europe/Berlin');
    const { template } = web({ environmentFiles: [EnvironmentFile.fromFile(settings)] });

    const [{ metadata, immutable, data }] = filesIn(template);
    expect({ immutable, data }).toEqual({ immutable: true, data: { LOG_LEVEL: 'info', ZONE: 'Europe/Berlin' } });
    expect(containerOf(template).envFrom).toEqual([{ configMapRef: { name: metadata.name } }]);
  });

  test('is another object when it says something else, so that new pods start', () => {
    const name = (value: string) => filesIn(web({ environmentFiles: [EnvironmentFile.fromFile(file('two.env', `A=${value}`))] }).template)[0].metadata.name;

    expect(name('1')).toMatch(/^api-api-[0-9a-f]{8}$/);
    expect(name('1')).toBe(name('1'));
    expect(name('1')).not.toBe(name('2'));
  });

  test('belongs to the container that names it', () => {
    const { template } = web({
      sidecars: [{ name: 'proxy', image: Image.fromRegistry('envoyproxy/envoy:v1.36.0'), environmentFiles: [EnvironmentFile.fromFile(file('proxy.env', 'A=1'))] }],
    });

    expect(filesIn(template).map(({ metadata }) => metadata.name)).toEqual([expect.stringMatching(/^api-proxy-/)]);
    expect(containerOf(template).envFrom).toBeUndefined();
    expect(containerOf(template, 'proxy').envFrom).toHaveLength(1);
  });
});

describe('what a file says is understood as on ECS', () => {
  test('values are taken literally, with quotes, blanks and further equals signs', () => {
    expect(read(file('literal.env', 'A="x"', 'B= y ', 'C=a=b', 'D=$(A)'))).toEqual({ A: '"x"', B: ' y ', C: 'a=b', D: '$(A)' });
  });

  test('comments, blank lines, and lines without a name or a value are passed over', () => {
    expect(read(file('gaps.env', '# A=1', '', 'B', '=c', 'D=', 'E=5\r', ''))).toEqual({ E: '5' });
  });

  test('the first of several wins, within a file and among files', () => {
    expect(read(file('first.env', 'A=1', 'A=2'), file('second.env', 'A=3', 'B=4'))).toEqual({ A: '1', B: '4' });
  });
});
