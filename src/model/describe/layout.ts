/** A heading and what is below it. */
export interface Block {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** A label and its values, each on a line of its own; without values there is no row. */
export type Row = readonly [label: string, ...values: string[]];

/** Values share one column through the whole text, so that the eye can run down it. */
const VALUE_COLUMN = 15;

/** The first block at the margin, the others below it. */
export function layOut(blocks: readonly Block[]): string {
  const texts = blocks.map(({ title, rows }, index) => {
    const indent = index === 0 ? '' : '  ';
    const lines = rows.flatMap(([label, ...values]) => values.map((value, line) => `${indent}  ${line === 0 ? label : ''}`.padEnd(VALUE_COLUMN) + value));
    return [`${indent}${title}`, ...lines].map(line => ascii(line).trimEnd()).join('\n');
  });
  return `${texts.join('\n\n')}\n`;
}

/** Whatever a terminal may show differently is written as an escape. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, character => JSON.stringify(character).slice(1, -1).replace(/[^\x20-\x7e]/g, escapeUnit));
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
