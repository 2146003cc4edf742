/**
 * Whole examples, photographed: what a change does to everything at once can be read in the diff of these pictures.
 * They are renewed on purpose, with `npx jest test/examples -u`, and looked at.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_NAMES, EXAMPLES, runExample, synthesise } from './run';

/** What follows from the content of files says nothing about the template. */
function withoutHashes(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<hash>').replace(/[0-9a-f]{32}/g, '<hash>'));
}

test.each(EXAMPLE_NAMES)('%s', name => {
  const templates = synthesise(runExample(name)).map(({ path, template: { Rules, Parameters, ...template } }) => [path, withoutHashes(template)]);
  expect(Object.fromEntries(templates)).toMatchSnapshot();
});

test.each(EXAMPLE_NAMES)('%s can be started by the CLI and says what it shows', name => {
  const { app } = JSON.parse(readFileSync(join(EXAMPLES, name, 'cdk.json'), 'utf8'));
  expect(app).toBe('node --import tsx app.ts');
  expect(existsSync(join(EXAMPLES, name, 'README.md'))).toBe(true);
  expect(readFileSync(join(EXAMPLES, name, 'app.ts'), 'utf8')).toMatch(/^\/\*\*\n \* \w/);
});
