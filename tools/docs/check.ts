/**
 * Fails when a page says something that is not true any more: a generated page that is out of date, or a program in a
 * page, in the README or in a docstring that does not compile.
 */
import { execFileSync } from 'child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

const root = path.join(__dirname, '..', '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(path.join(tmpdir(), 'docs-check-'));

let failures = 0;

check('API.md is what the sources say', () => {
  const fresh = path.join(scratch, 'API.md');
  execFileSync(bin('jsii-docgen'), ['-o', fresh], { cwd: root, stdio: 'pipe' });
  if (readFileSync(fresh, 'utf8') !== readFileSync(path.join(root, 'API.md'), 'utf8')) {
    throw new Error('API.md is out of date: run `npm run docs` and commit the result');
  }
});

check('docs/errors.md is what the messages say', () => {
  execFileSync(bin('tsx'), ['--tsconfig', 'tsconfig.dev.json', 'tools/docs/errors.ts', '--check'], { cwd: root, stdio: 'pipe' });
});

check('every program in a docstring compiles', () => {
  linkSelf();
  try {
    execFileSync(bin('jsii-rosetta'), ['extract', '--compile', '--fail', '--output', path.join(scratch, 'samples.tabl.json')], { cwd: root, stdio: 'pipe' });
  } finally {
    rmSync(path.join(root, '.jsii.tabl.json'), { force: true });
  }
});

check('every program in the README and in docs/ compiles', () => {
  const fixture = readFileSync(path.join(root, 'rosetta', 'default.ts-fixture'), 'utf8');
  const folder = mkdtempSync(path.join(root, 'scratch-pages-'));
  try {
    const programs = pages().flatMap(page => programsOf(page));
    programs.forEach(({ text }, index) => {
      const standalone = /^import /m.test(text);
      writeFileSync(path.join(folder, `program-${index}.ts`), standalone ? `${text}\nexport {};\n` : inFixture(fixture, text));
    });
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({
      extends: '../tsconfig.dev.json',
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, rootDir: '..', paths: { 'cdk-container-platform': ['../src'] } },
      include: ['*.ts'],
      exclude: [],
    }));
    try {
      execFileSync(bin('tsc'), ['-p', folder], { cwd: root, stdio: 'pipe' });
    } catch (error) {
      throw new Error(outputOf(error).replace(/\S*program-(\d+)\.ts/g, (_, index) => programs[Number(index)].place));
    }
    console.log(`    ${programs.length} programs`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

rmSync(scratch, { recursive: true });
process.exitCode = failures > 0 ? 1 : 0;

function check(what: string, body: () => void): void {
  try {
    body();
    console.log(`  ok  ${what}`);
  } catch (error) {
    failures++;
    console.error(`  NOT ${what}\n${outputOf(error)}`);
  }
}

function outputOf(error: unknown): string {
  const { stdout, stderr, message } = error as { stdout?: Buffer; stderr?: Buffer; message: string };
  return [stdout?.toString(), stderr?.toString()].filter(Boolean).join('\n') || message;
}

/** Programs import the package by its name, as users do. */
function linkSelf(): void {
  const link = path.join(root, 'node_modules', 'cdk-container-platform');
  if (!existsSync(link) && !isLink(link)) {
    symlinkSync('..', link);
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function pages(): string[] {
  const below = (folder: string): string[] => readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? below(name) : name.endsWith('.md') ? [name] : [];
  });
  return ['README.md', ...below('docs')];
}

/** The program within the fixture. What it declares goes outside: TypeScript has no `declare` within a function. */
function inFixture(fixture: string, text: string): string {
  const declaration = /^declare .*$/gm;
  return [fixture.replace('/// here', () => text.replace(declaration, '')), ...text.match(declaration) ?? [], ''].join('\n');
}

/**
 * The fenced TypeScript programs of a page. `ts nofixture` is how jsii-rosetta is told that a program brings its imports; a
 * fence that says `ts nocheck` shows a fragment.
 */
function programsOf(page: string): Array<{ place: string; text: string }> {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^```(?:ts|typescript)(?: nofixture)?\n([\s\S]*?)^```/gm)].map(match => ({
    place: `${page}:${text.slice(0, match.index).split('\n').length}`,
    text: match[1],
  }));
}
