/** Sets the figures in a table, for the terminal and for Markdown. */
import { Figure, Goal, isMet } from '../goals/goal';

/** What a run found. */
export interface Result {
  readonly date: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly goals: readonly { readonly id: string; readonly title: string; readonly figures: readonly Figure[] }[];
}

export function resultOf(goal: Goal, figures: readonly Figure[]): Result['goals'][number] {
  return { id: goal.id, title: goal.title, figures };
}

/** `0.62x`, `12 ms`, `8`. */
function valueText({ value, unit }: Figure): string {
  return Number.isNaN(value) || value === null ? '-' : amount(value, unit);
}

function limitText({ atMost, atLeast, unit }: Figure): string {
  return atMost !== undefined ? `<= ${amount(atMost, unit)}` : atLeast !== undefined ? `>= ${amount(atLeast, unit)}` : '';
}

function amount(value: number, unit: Figure['unit']): string {
  return unit === 'x' ? `${value.toFixed(2)}x` : unit === '' || unit === 'bytes' ? `${value}` : `${value} ${unit}`;
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'met' : 'NOT MET';
}

const HEAD = ['goal', 'what', 'figure', 'limit', ''];

function rows(goals: Result['goals']): string[][] {
  return goals.flatMap(({ id, figures }) => figures.map((figure, index) => [
    index === 0 ? id : '', figure.what, valueText(figure), limitText(figure), verdict(figure),
  ]));
}

/** For the terminal: columns in line, and what was compared below each goal. */
export function textTable(goals: Result['goals']): string {
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows(goals).map(row => row[column].length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => column === 2 || column === 3 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])).join('  ').trimEnd();
  const blocks = goals.map(goal => [
    `${goal.id.padEnd(widths[0])}  ${goal.title}`,
    ...rows([goal]).map(row => line(['', ...row.slice(1)])),
  ].join('\n'));
  return [line(HEAD), line(widths.map(width => '-'.repeat(width))), ...blocks].join('\n');
}

/** For the file: the same with how each figure was measured. */
export function markdown({ date, environment, rounds, goals }: Result): string {
  const escape = (text: string) => text.replace(/\|/g, '\\|');
  const missed = goals.filter(({ figures }) => figures.some(figure => isMet(figure) === false)).map(({ id }) => id);
  return [
    `# Benchmark of ${date}`,
    '',
    `${rounds} rounds, fewer of what takes longest, every case once in each; medians of the comparisons within a round. ${Object.entries(environment).map(([name, value]) => `${name} ${value}`).join(', ')}.`,
    '',
    `Goals: ${goals.length}. Not met: ${missed.length === 0 ? 'none' : missed.join(', ')}. Reasons are in [docs/concepts/performance.md](../../docs/concepts/performance.md).`,
    '',
    '| goal | what | figure | limit | | how | remarks |',
    '|---|---|---:|---:|---|---|---|',
    ...goals.flatMap(({ id, title, figures }) => figures.map((figure, index) =>
      `| ${[index === 0 ? `${id} ${title}` : '', figure.what, valueText(figure), limitText(figure), verdict(figure), figure.how, figure.note ?? ''].map(escape).join(' | ')} |`)),
    '',
  ].join('\n');
}
