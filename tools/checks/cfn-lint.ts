/**
 * Runs cfn-lint, which knows CloudFormation independently of the CDK, over the templates of every example.
 *
 * It is installed from PyPI into a folder of the checkout that git ignores.
 */
import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

const VERSION = '1.58.0';

const root = path.join(__dirname, '..', '..');
const venv = path.join(root, '.cfnlint');
const linter = path.join(venv, 'bin', 'cfn-lint');

if (!existsSync(linter) || !execFileSync(linter, ['--version'], { encoding: 'utf8' }).includes(VERSION)) {
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  execFileSync(path.join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `cfn-lint==${VERSION}`], { stdio: 'inherit' });
}

const examples = readdirSync(path.join(root, 'examples')).filter(name => existsSync(path.join(root, 'examples', name, 'app.ts')));
const out = mkdtempSync(path.join(tmpdir(), 'cfn-lint-'));
const templates = examples.flatMap(name => synthesise(name));
const result = spawnSync(linter, ['--non-zero-exit-code', 'error', ...templates], { stdio: 'inherit' });
rmSync(out, { recursive: true });
if (result.status === 0) {
  console.log(`  ok  cfn-lint ${VERSION}: no errors in ${templates.length} templates of ${examples.length} examples`);
}
process.exitCode = result.status ?? 1;

function synthesise(example: string): string[] {
  const assembly = path.join(out, example);
  execFileSync(path.join(root, 'node_modules', '.bin', 'tsx'), ['--tsconfig', path.join(root, 'tsconfig.dev.json'), 'app.ts'], {
    cwd: path.join(root, 'examples', example),
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return readdirSync(assembly, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.template.json'))
    .map(name => path.join(assembly, name));
}
