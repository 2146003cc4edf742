/**
 * Does with the package what its first user does: packs it, installs it in an empty app, and synthesises a service.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

/** Above the goal in docs/concepts/performance.md, which says why; a surprise is something else than growth. */
const MAX_UNPACKED_BYTES = 3.5 * 1024 * 1024;

const root = path.join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const home = mkdtempSync(path.join(tmpdir(), 'smoke-'));

const APP = `
const { App, Stack } = require('aws-cdk-lib');
const { Domain, EcsPlatform, EcsWorkload, Image, Rollout, WebService } = require('cdk-container-platform');

const app = new App();
const stack = new Stack(app, 'Smoke');
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.plainHttp('smoke test, never deployed') });
const web = new WebService(stack, 'Web', { platform, image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'), port: 80, rollout: Rollout.canary() });
if (EcsWorkload.of(web).service.node.defaultChild === undefined) throw new Error('no service');
const { template } = app.synth().getStackByName('Smoke');
console.log(Object.values(template.Resources).filter(resource => resource.Type === 'AWS::ECS::Service').length);
`;

try {
  const [pack] = JSON.parse(npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', home));
  if (pack.unpackedSize > MAX_UNPACKED_BYTES) {
    throw new Error(`the package unpacks to ${pack.unpackedSize} bytes, more than ${MAX_UNPACKED_BYTES}`);
  }
  const strangers = pack.files.map(({ path: file }: { path: string }) => file)
    .filter((file: string) => !/^(lib\/|assets\/handlers\/|\.jsii(\.gz)?$|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(file));
  if (strangers.length > 0) {
    throw new Error(`the package holds files that do not belong there: ${strangers.join(', ')}`);
  }
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'smoke', version: '0.0.0', private: true }));
  writeFileSync(path.join(home, 'app.js'), APP);
  const { 'aws-cdk-lib': cdk, constructs } = manifest.devDependencies;
  npm(home, 'install', '--no-audit', '--no-fund', '--prefer-offline', path.join(home, pack.filename), `aws-cdk-lib@${cdk}`, `constructs@${constructs}`);
  const services = execFileSync(process.execPath, ['app.js'], { cwd: home, env: { ...process.env, CDK_VALIDATION: 'false' } }).toString().trim();
  if (services !== '1') {
    throw new Error(`expected one service in the template, found ${services}`);
  }
  console.log(`  ok  installed from ${pack.filename} (${pack.files.length} files, ${Math.round(pack.unpackedSize / 1024)} KiB) and synthesised`);
} finally {
  rmSync(home, { recursive: true });
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}
