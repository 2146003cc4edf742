/** G17: images that are built from a directory. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { Goal, round } from './goal';
import { Rounds } from '../harness/rounds';
import { Cost, runNode } from '../harness/run';

const FILE_BYTES = 8000;

const g17: Goal = {
  id: 'G17',
  title: 'Ten images from one directory',
  measure: ({ build, sizes }) => {
    const project = writeProject(build.directory, sizes.files);
    const bytes = new Map<string, number>();
    const rounds = Rounds.of(Math.min(3, sizes.rounds), ['library', 'raw'], name => {
      const output = mkdtempSync(path.join(tmpdir(), 'benchmark-images-'));
      try {
        const cost = runNode<Cost>(build, 'images.js', [name, project], { CDK_OUTDIR: output, CDK_VALIDATION: 'false' });
        bytes.set(name, sizeOf(output));
        return cost;
      } finally {
        rmSync(output, { recursive: true, force: true });
      }
    });
    const { cpu, wall } = rounds.ratio('library', 'raw');
    const megabytes = (name: string) => `${(bytes.get(name)! / 1e6).toFixed(0)} MB`;
    return [{
      what: 'with the default excludes, to fromAsset of the CDK',
      value: round(cpu),
      unit: 'x',
      atMost: 0.2,
      how: `CPU of construction and synthesis, cold, different build arguments, ${sizes.files} files, most in node_modules`,
      note: `wall ${wall.toFixed(2)}x (${(rounds.median('library', 'wallMs') / 1000).toFixed(2)} s to ${(rounds.median('raw', 'wallMs') / 1000).toFixed(2)} s); cdk.out ${megabytes('library')} to ${megabytes('raw')}`,
    }];
  },
};

/** A Node project: a few sources and, the rest, what was installed. */
function writeProject(directory: string, files: number): string {
  const project = path.join(directory, 'project');
  const write = (folder: string, count: number) => {
    for (let number = 0; number < count; number++) {
      const parent = path.join(project, folder, `part-${Math.floor(number / 50)}`);
      mkdirSync(parent, { recursive: true });
      writeFileSync(path.join(parent, `file-${number}.js`), `// ${number}\n`.padEnd(FILE_BYTES, 'x'));
    }
  };
  const sources = Math.ceil(files / 26);
  write('src', sources);
  write('node_modules', files - sources);
  writeFileSync(path.join(project, 'Dockerfile'), 'FROM public.ecr.aws/docker/library/node:20\nARG SERVICE\nCOPY . .\n');
  return project;
}

function sizeOf(directory: string): number {
  return readdirSync(directory, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(directory, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(file) : statSync(file).size);
  }, 0);
}

export const IMAGES: readonly Goal[] = [g17];
