/**
 * Generates the bindings of every language the package is published for, and sees that each has the public classes.
 *
 * Code only: building the bindings needs the tool chain of each language, which the release has.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

const LANGUAGES = { python: '.py', java: '.java', dotnet: '.cs', go: '.go' };

const root = path.join(__dirname, '..', '..');
const out = mkdtempSync(path.join(tmpdir(), 'languages-'));
try {
  execFileSync(path.join(root, 'node_modules', '.bin', 'jsii-pacmak'), ['--code-only', '--outdir', out, '--targets', ...Object.keys(LANGUAGES)], { cwd: root, stdio: 'inherit' });
  for (const [language, extension] of Object.entries(LANGUAGES)) {
    const files = readdirSync(path.join(out, language), { recursive: true }).map(String).filter(name => name.endsWith(extension));
    if (!files.some(name => readFileSync(path.join(out, language, name), 'utf8').includes('WebService'))) {
      throw new Error(`the ${language} bindings have no WebService`);
    }
    console.log(`  ok  ${language}: ${files.length} files`);
  }
} finally {
  rmSync(out, { recursive: true });
}
