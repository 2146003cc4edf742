/**
 * Compiles and tests the library against the oldest peers it promises to work with.
 *
 * In a folder of its own, so that the checkout keeps today's. Left out are the suites whose subject is younger than the
 * oldest CDK (its validator, the packs of cdk-nag, the local endpoint) or this checkout itself.
 */
import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { minVersion } from 'semver';

const YOUNGER_THAN_THE_FLOOR = ['/test/local-cloudformation/', 'compliance', '/test/examples/', '/test/docs/', '/test/benchmark/', '/test/architecture'];

const root = path.join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const floor = Object.entries<string>(manifest.peerDependencies).map(([name, range]) => `${name}@${minVersion(range)}`);
const home = mkdtempSync(path.join(tmpdir(), 'floor-'));

try {
  for (const name of ['src', 'test', 'tools', 'projenrc', 'tsconfig.json', 'tsconfig.dev.json', 'examples', 'docs']) {
    cpSync(path.join(root, name), path.join(home, name), { recursive: true, filter: source => !/node_modules|cdk\.out/.test(source) });
  }
  const devDependencies = { ...manifest.devDependencies };
  for (const name of ['aws-cdk-lib', 'constructs', 'jsii-docgen', 'jsii-pacmak', 'jsii-diff', 'jsii-rosetta', 'jsii', 'projen', 'eslint', 'jest-junit', 'ts-jest', 'ts-node']) {
    delete devDependencies[name];
  }
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'floor', version: '0.0.0', private: true, devDependencies, jest: manifest.jest }));
  console.log(`  oldest peers: ${floor.join(', ')}`);
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--legacy-peer-deps', '--ignore-scripts', ...floor, 'typescript@~6.0.3');
  run(bin('tsc'), '--noEmit', '-p', 'tsconfig.json');
  run(bin('jest'), '--ci', '--testPathIgnorePatterns', '/node_modules/', ...YOUNGER_THAN_THE_FLOOR);
} finally {
  rmSync(home, { recursive: true });
}

function bin(name: string): string {
  return path.join(home, 'node_modules', '.bin', name);
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: home, stdio: 'inherit', env: { ...process.env, CDK_VALIDATION: 'false' } });
}
