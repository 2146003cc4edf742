/**
 * The measured program: fills an app, synthesises it, and says what that took. Started as a process of its own, with the
 * same context and output directory that the CLI would give it.
 */
import { existsSync } from 'fs';
import * as path from 'path';
import { Validations } from 'aws-cdk-lib/core';
import { Case, fillApp } from './shape';

async function main(name: string, services: number): Promise<void> {
  const { start } = await import(`./cases/${name}`) as { start: Case };
  const app = fillApp(start, services);
  if (process.env.BENCHMARK_RULES === 'aws-solutions') {
    const { AwsSolutionsChecks } = await import('cdk-nag');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  try {
    app.synth();
  } catch (error) {
    // Findings end a synthesis with an error. They are counted from the report; the time is spent either way.
    if (!existsSync(path.join(app.outdir, 'validation-report.json'))) {
      throw error;
    }
  }
  const { user, system } = process.cpuUsage();
  process.stdout.write(`\n@@${JSON.stringify({
    cpuMs: (user + system) / 1000,
    wallMs: performance.now(),
    peakMb: process.resourceUsage().maxRSS / 1024,
  })}\n`);
}

void main(process.argv[2], Number(process.argv[3]));
