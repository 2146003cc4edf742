/** What the demo writes to the terminal: plain text when piped, a moving line and some weight when somebody watches. */

const live = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const paint = (code: number) => (text: string): string => live ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);

const WIDTH = 100;
/** Without a terminal, progress is told at most this often. */
const QUIET_MS = 2_000;

export function line(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** One step: a title, a moving progress line, an end with its time. */
export class Progress {
  private readonly started = Date.now();
  private last = 0;
  private readonly timer?: NodeJS.Timeout;
  private text = '';

  constructor(private readonly title: string) {
    if (live) { this.timer = setInterval(() => this.draw(), 200); } else { line(`  ${this.title} ...`); }
  }

  public tell(text: string): void {
    this.text = text;
    if (live) { return this.draw(); }
    if (Date.now() - this.last < QUIET_MS) { return; }
    this.last = Date.now();
    line(`      ${text}`.slice(0, WIDTH));
  }

  public done(result: string): void {
    this.end(green('ok'), result);
  }

  public failed(result: string): void {
    this.end(red('failed'), result);
  }

  private end(verdict: string, result: string): void {
    clearInterval(this.timer);
    if (live) { process.stdout.write('\r\u001b[2K'); }
    line(`  ${this.title.padEnd(34)} ${verdict.padEnd(live ? 11 : 2)} ${seconds(Date.now() - this.started).padStart(7)}   ${result}`);
  }

  private draw(): void {
    const head = `  ${this.title.padEnd(34)} ${seconds(Date.now() - this.started).padStart(10)}   `;
    process.stdout.write(`\r\u001b[2K${head}${dim(this.text.slice(0, WIDTH - head.length))}`);
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A part of the summary as lines: a heading, and rows whose first column is as wide as it needs to be. */
export function section(title: string, note: string, rows: readonly string[][], widths: readonly number[] = []): string[] {
  const first = Math.max(28, ...rows.map(([left]) => left.length));
  const lines = rows.map(([left, ...rest]) => `  ${left.padEnd(first)}  ${rest.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  ')}`.trimEnd());
  return ['', `${bold(title)}  ${dim(note)}`, ...lines];
}
