/** Lives many lives, and tells what came of them: `npm run simulate -- 60000`, optionally followed by a seed. */
import * as fc from 'fast-check';
import { life } from './life';
import { live } from './live';
import { add, emptyTally, table } from './tally';
import { bundleHandlers } from '../build/handlers';

const UPDATES_OF_A_LIFE = 6;

export async function simulate(updates: number, seed: number, tell: (line: string) => void): Promise<void> {
  const tally = emptyTally();
  const lives = fc.sample(life(UPDATES_OF_A_LIFE), { numRuns: Math.ceil(updates / UPDATES_OF_A_LIFE), seed });
  for (const [index, one] of lives.entries()) {
    add(tally, await live(one), broken => tell(`life ${index} of seed ${seed}: ${broken}`));
  }
  tell(table(tally));
  process.exitCode = tally.broken > 0 ? 1 : 0;
}

if (require.main === module) {
  bundleHandlers();
  process.env.CDK_VALIDATION ??= 'false';
  // The handlers log every step they take.
  const tell = console.log.bind(console);
  console.log = console.error = console.info = console.warn = () => undefined;
  void simulate(Number(process.argv[2] ?? 600), Number(process.argv[3] ?? 1), tell);
}
