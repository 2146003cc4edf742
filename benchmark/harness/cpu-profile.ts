/** Reads a CPU profile of V8: who the processor worked for. */
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { fileURLToPath } from 'url';
import { Build } from './build';
import { AppRun, runApp } from './run';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** Seconds of samples by function, each counted once: for the function that was running. */
export interface Share {
  readonly where: string;
  readonly share: number;
}

export interface Profile {
  /** Share of the samples in the library's own code. */
  readonly own: number;
  /** The same with everything that the library's code called. */
  readonly caused: number;
  /** The library's own functions, by what they and what they call take. */
  readonly callers: readonly Share[];
}

/** Runs an app under the profiler. */
export function profileOf(build: Build, run: AppRun): Profile {
  const directory = mkdtempSync(path.join(tmpdir(), 'benchmark-profile-'));
  try {
    runApp(build, run, ['--cpu-prof', `--cpu-prof-dir=${directory}`, '--cpu-prof-interval=500']);
    const [file] = readdirSync(directory).filter(name => name.endsWith('.cpuprofile'));
    return readProfile(JSON.parse(readFileSync(path.join(directory, file), 'utf8')), `${realpathSync(build.library)}${path.sep}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function readProfile({ nodes, samples }: { readonly nodes: readonly Node[]; readonly samples: readonly number[] }, library: string): Profile {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const hits = new Map<number, number>();
  const idle = new Set(nodes.filter(({ callFrame }) => ['(idle)'].includes(callFrame.functionName)).map(({ id }) => id));
  const busy = samples.filter(id => !idle.has(id));
  busy.forEach(id => hits.set(id, (hits.get(id) ?? 0) + 1));
  const isOwn = ({ callFrame: { url } }: Node) => url.startsWith('file://') && fileURLToPath(url).startsWith(library);
  const total = busy.length;
  const callers = new Map<string, number>();
  let own = 0;
  let caused = 0;

  const walk = (node: Node, above: readonly string[]): number => {
    const mine = isOwn(node);
    const { functionName, url, lineNumber } = node.callFrame;
    const name = mine ? `${path.relative(library, fileURLToPath(url))}:${lineNumber + 1} ${functionName}` : undefined;
    const path_ = name === undefined || above.includes(name) ? above : [...above, name];
    const self = hits.get(node.id) ?? 0;
    own += mine ? self : 0;
    caused += path_.length > 0 ? self : 0;
    const sum = (node.children ?? []).reduce((inner, child) => inner + walk(byId.get(child)!, path_), self);
    if (name !== undefined && path_ !== above) {
      callers.set(name, (callers.get(name) ?? 0) + sum);
    }
    return sum;
  };
  walk(nodes[0], []);
  return {
    own: own / total,
    caused: caused / total,
    callers: [...callers].map(([where, count]) => ({ where, share: count / total })).sort((a, b) => b.share - a.share),
  };
}
