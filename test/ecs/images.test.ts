import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { AssetManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { ground, refused, service } from './support';
import { Architecture, EnvironmentFile, Image, OperatingSystem } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'image-'));
  writeFileSync(path.join(directory, 'Dockerfile'), 'FROM scratch\n');
  writeFileSync(path.join(directory, 'app.txt'), 'hello\n');
});

afterEach(() => rmSync(directory, { recursive: true }));

/** What would be built: the asset of the one image, with its hash. */
function built(props: Partial<WebServiceProps>) {
  const on = ground();
  service(on.stack, 'Api', on.platform(), props);
  const assembly = on.app.synth();
  const manifest: AssetManifest = JSON.parse(readFileSync(path.join(assembly.directory, `${on.stack.artifactId}.assets.json`), 'utf8'));
  const [[hash, image]] = Object.entries(manifest.dockerImages!);
  return { hash, ...image.source };
}

describe('an image built from a directory', () => {
  test.each([
    [Architecture.X86_64, OperatingSystem.LINUX, 'linux/amd64'],
    [Architecture.ARM64, OperatingSystem.LINUX, 'linux/arm64'],
    [Architecture.X86_64, OperatingSystem.WINDOWS_SERVER_2022_CORE, 'windows/amd64'],
  ])('for %s and %s is built for that, whatever machine deploys it', (architecture, operatingSystem, platform) => {
    expect(built({ image: Image.fromDirectory(directory), architecture, operatingSystem }).platform).toBe(platform);
  });

  test('takes file, target and arguments', () => {
    writeFileSync(path.join(directory, 'Web.Dockerfile'), 'FROM scratch AS final\n');

    expect(built({ image: Image.fromDirectory(directory, { file: 'Web.Dockerfile', target: 'final', buildArgs: { VERSION: '7' } }) })).toMatchObject({
      dockerFile: 'Web.Dockerfile', dockerBuildTarget: 'final', dockerBuildArgs: { VERSION: '7' },
    });
  });

  test('does not change with what no build needs', () => {
    const before = built({ image: Image.fromDirectory(directory) });
    mkdirSync(path.join(directory, 'node_modules'));
    writeFileSync(path.join(directory, 'node_modules', 'left-pad.js'), '');

    expect(built({ image: Image.fromDirectory(directory) }).hash).toBe(before.hash);
    expect(built({ image: Image.fromDirectory(directory, { exclude: [] }) }).hash).not.toBe(before.hash);
  });

  test('changes with what it is made of', () => {
    const before = built({ image: Image.fromDirectory(directory) });
    writeFileSync(path.join(directory, 'app.txt'), 'good-bye\n');

    expect(built({ image: Image.fromDirectory(directory) }).hash).not.toBe(before.hash);
    expect(built({ image: Image.fromDirectory(directory, { exclude: ['app.txt'] }) }).hash).not.toBe(before.hash);
  });
});

test('everything that is not there is refused at once', () => {
  const on = ground();
  const platform = on.platform();
  const findings = refused(() => service(on.stack, 'Api', platform, {
    image: Image.fromDirectory(path.join(directory, 'nowhere')),
    sidecars: [{ name: 'proxy', image: Image.fromDirectory(directory, { file: 'Proxy.Dockerfile' }) }],
    initContainers: [{ name: 'seed', image: Image.fromTarball(path.join(directory, 'seed.tar')) }],
    environmentFiles: [EnvironmentFile.fromFile(path.join(directory, 'web.env'))],
  }));

  expect(findings.map(({ code, path: where }) => `${code} ${where}`)).toEqual([
    'BuildDirectoryMissing containers.api.image.directory',
    'FileMissing containers.api.environmentFiles[0]',
    'DockerfileMissing containers.proxy.image.file',
    'FileMissing containers.seed.image.file',
  ]);
});
