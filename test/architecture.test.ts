import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import * as path from 'path';
import { LegacyESLint } from 'eslint/use-at-your-own-risk';
import { LAYERS } from '../projenrc/layers';

const root = path.join(__dirname, '..');

/** Lints text as if it stood in a file of the project; only the rules that guard the direction of imports matter here. */
async function directionErrors(file: string, text: string): Promise<string[]> {
  // Where it believes to run once only, as in CI, the parser reads the file from the disk instead of the text.
  const overrideConfig = { parserOptions: { disallowAutomaticSingleRunInference: true } };
  const eslint = new LegacyESLint({ cwd: root, ignore: false, overrideConfig });
  const [{ messages }] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return messages
    .map(message => message.ruleId ?? `cannot be linted: ${message.message}`)
    .filter(rule => ['import/no-restricted-paths', 'import/no-cycle', 'no-restricted-imports'].includes(rule) || rule.startsWith('cannot'));
}

describe('the direction of imports', () => {
  test('every folder of src has its place in the layers', () => {
    const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
    expect(Object.keys(LAYERS)).toEqual(expect.arrayContaining(folders));
  });

  test('no folder may import one that stands below it', () => {
    const names = Object.keys(LAYERS);
    names.forEach((name, index) => {
      LAYERS[name].forEach(allowed => expect(names.slice(0, index)).toContain(allowed));
    });
  });

  test.each([
    ['the model knows a service', 'src/model/secret.ts', "import { Bucket } from 'aws-cdk-lib/aws-s3';\nexport const x = Bucket;\n", 'no-restricted-imports'],
    ['the model knows a construct', 'src/model/secret.ts', "import { Construct } from 'constructs';\nexport const x = Construct;\n", 'no-restricted-imports'],
    ['the model takes more than quantities from the core', 'src/model/secret.ts', "import { Stack } from 'aws-cdk-lib/core';\nexport const x = Stack;\n", 'no-restricted-imports'],
    ['the model looks at a renderer', 'src/model/secret.ts', "import { EcsPlatform } from '../ecs';\nexport const x = EcsPlatform;\n", 'import/no-restricted-paths'],
    ['a renderer looks at a front-end', 'src/ecs/secrets.ts', "import { WebService } from '../workloads';\nexport const x = WebService;\n", 'import/no-restricted-paths'],
    ['a front-end looks at a renderer', 'src/workloads/workload-name.ts', "import { EcsPlatform } from '../ecs';\nexport const x = EcsPlatform;\n", 'import/no-restricted-paths'],
    ['the ground looks at a platform', 'src/ingress/glob.ts', "import { Workload } from '../platform';\nexport const x = Workload;\n", 'import/no-restricted-paths'],
  ])('is refused by the build when %s', async (_, file, text, rule) => {
    expect(await directionErrors(file, text)).toContain(rule);
  }, 60_000);

  test('is refused by the build when two files import each other', async () => {
    // The rule reads the other files of a circle from the disk, so these two really exist for a moment.
    const folder = mkdtempSync(path.join(root, 'test', 'circle-'));
    try {
      writeFileSync(path.join(folder, 'a.ts'), "import { b } from './b';\n\nexport const a = () => b;\n");
      writeFileSync(path.join(folder, 'b.ts'), "import { a } from './a';\n\nexport const b = () => a;\n");
      const file = path.join(folder, 'a.ts');
      expect(await directionErrors(path.relative(root, file), readFileSync(file, 'utf8'))).toContain('import/no-cycle');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  test('leaves the imports of a healthy file alone', async () => {
    expect(await directionErrors('src/ecs/secrets.ts', "import { SecretSpec } from '../model';\nexport type X = SecretSpec;\n")).toEqual([]);
  }, 60_000);
});
