/**
 * The CDK's own validator, and whatever constructs have to say of themselves, over a whole app: nothing is the only good
 * answer, warnings included. One engine serves all apps of a test file; it is made anew when an app has other types.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';

/** Makes the CDK write down what it finds, and leave the judgement to the test. */
export const VALIDATION_CONTEXT = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:annotationsInValidationReport': true,
  '@aws-cdk/core:failSynthOnValidationErrors': false,
};

interface Report {
  readonly pluginReports: {
    readonly violations: {
      readonly ruleName: string;
      readonly severity: string;
      readonly description: string;
      readonly violatingConstructs: { readonly constructPath?: string }[];
    }[];
  }[];
}

/** Synthesises the app with the validator on. Its context must hold `VALIDATION_CONTEXT`. */
export function diagnosticsIn(app: App): string[] {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  try {
    const report = join(app.synth().directory, 'validation-report.json');
    const { pluginReports }: Report = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pluginReports: [] };
    return pluginReports.flatMap(({ violations }) => violations).flatMap(({ ruleName, severity, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${severity} ${ruleName} at ${constructPath}: ${description}`));
  } finally {
    process.env.CDK_VALIDATION = before;
  }
}
