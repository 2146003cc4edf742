/**
 * Makes the compiled table of contents lazy: a file is read when the first of its names is used, not when the package is.
 *
 * An app that uses three classes should not pay for all of them, nor for the modules of the CDK that they need.
 */
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';

const index = path.join(__dirname, '..', '..', 'lib', 'index.js');
const source = readFileSync(index, 'utf8');

/** `var a_1 = require("./a");` and the getters that read it, as the TypeScript compiler writes them. */
const modules = new Map([...source.matchAll(/^(?:var|const) (\w+) = require\("([^"]+)"\);$/gm)].map(([, variable, file]) => [variable, file]));
const lazy = source
  .replace(/^(?:var|const) \w+ = require\("[^"]+"\);\n/gm, '')
  .replace(/return (\w+)\.(\w+);/g, (whole, variable: string, name: string) => {
    const file = modules.get(variable);
    return file === undefined ? whole : `return require("${file}").${name};`;
  });

if (!source.includes('require("') || modules.size === 0 && !/get: function \(\) \{ return require\(/.test(source)) {
  throw new Error('lib/index.js does not look like what the compiler writes: teach tools/build/lazy-index.ts its new shape');
}
writeFileSync(index, lazy);
