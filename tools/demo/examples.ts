/** `npm run examples`: deploys, redeploys and destroys every example in the local endpoint, and checks that nothing is lost on the way. */
import { basename } from 'node:path';
import { DemoContext, Step } from './context';
import { exampleApps } from './example';
import { explain, Session } from './session';
import { deploy } from './steps/deploy';
import { destroy } from './steps/destroy';
import { noop } from './steps/noop';
import { bold, line } from './terminal';

const STORY: readonly Step[] = [deploy, noop, destroy];

async function check(app: string): Promise<boolean> {
  const session = new Session();
  try {
    await session.open();
    line(bold(basename(app)));
    const life = session.life(app);
    const assembly = await session.step('cdk synth', () => life.synth('only'), () => '');
    const context: DemoContext = { aws: session.aws, life, first: assembly, second: assembly };
    for (const { title, run } of STORY) { await session.step(title, progress => run(context, progress), told => told); }
    return true;
  } catch (error) {
    explain(error as Error);
    return false;
  } finally {
    await session.close();
  }
}

async function main(): Promise<void> {
  const only = process.argv.slice(2);
  const failed: string[] = [];
  for (const app of exampleApps().filter(path => only.length === 0 || only.includes(basename(path)))) {
    if (!await check(app)) { failed.push(basename(app)); }
  }
  line();
  line(failed.length === 0 ? 'Every example was deployed and destroyed (emulated).' : `Failed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
