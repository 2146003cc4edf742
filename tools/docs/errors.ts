/**
 * Writes docs/errors.md: every code the library refuses something with, shown on a mistake that the tests make.
 *
 *     npx tsx tools/docs/errors.ts           writes the page
 *     npx tsx tools/docs/errors.ts --check   fails if the page is out of date
 */
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';
import { Finding } from '../../src/findings';
import { Chapter, WRONG_INPUTS } from '../../test/wrong-inputs';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'errors.md');

const PREFACE = `# Errors

What the library refuses, it refuses at synthesis, all at once, and with a way out. Each finding has

- a **code**, which is part of the public API: it stays when the words change,
- a **path** to the value, which names containers, ports and volumes as you did,
- **what** is wrong, and **what to do**, with the nearest value that would be right.

\`\`\`
Error: 2 findings in 'Shop/Api'
  containers.api.ports.http.port: port 80808 is not a whole number from 1 to 65535 [PortOutOfRange]
    -> choose a port from 1 to 65535, for example 65535
  scaling: the smallest count 5 is above the largest count 2 [ScalingBoundsReversed]
    -> set max to at least 5, or min to at most 2
\`\`\`

Each code is shown on a mistake that the tests of the library make. This page is generated from them
(\`npx tsx tools/docs/errors.ts\`).
`;

/** The page as it should be. */
export function errorsPage(): string {
  const shown = new Set<string>();
  const chapters = WRONG_INPUTS.map(chapter => renderChapter(chapter, shown));
  return [PREFACE, ...chapters].join('\n');
}

function renderChapter({ title, mistakes }: Chapter, shown: Set<string>): string {
  const rows = mistakes.flatMap(({ code, findings }) => {
    if (shown.has(code)) {
      return [];
    }
    shown.add(code);
    return [renderRow(findings().find(found => found.code === code)!)];
  });
  return [`## ${title}`, '', '| code | for example | what to do | |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function renderRow({ code, path: place, what, remedy, see }: Finding): string {
  return `| <a id="${code.toLowerCase()}"></a>${code} | \`${short(place)}\`: ${cell(what)} | ${cell(remedy)} | ${see ? `[why](${see})` : ''} |`;
}

/** Text that Markdown leaves as it is. */
function cell(text: string): string {
  return short(text).replace(/[|<>*_`\\]/g, character => `\\${character}`);
}

/** Examples of "too long" need not be long here. */
function short(text: string): string {
  return text.replace(/(\w{12})\w{40,}/g, '$1...');
}

if (require.main === module) {
  const page = errorsPage();
  if (!process.argv.includes('--check')) {
    writeFileSync(PAGE, page);
  } else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/errors.md is out of date: run npx tsx tools/docs/errors.ts');
    process.exitCode = 1;
  }
}
