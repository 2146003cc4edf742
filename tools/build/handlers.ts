/**
 * Bundles the handlers of the custom resources into the package, so that nobody needs a bundler or Docker to synthesise an app.
 *
 * One file without dependencies: the AWS SDK is part of the Lambda runtime.
 */
import * as path from 'path';
import { buildSync } from 'esbuild';

const root = path.join(__dirname, '..', '..');

export function bundleHandlers(): void {
  buildSync({
    entryPoints: [path.join(root, 'src', 'functions', 'handlers', 'index.ts')],
    outfile: path.join(root, 'assets', 'handlers', 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    external: ['@aws-sdk/*'],
    logLevel: 'warning',
  });
}

if (require.main === module) {
  bundleHandlers();
}
