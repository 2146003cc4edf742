/** Runs the stock, pinned `cdk` CLI against a local endpoint, in an environment from which no real AWS can be reached by mistake. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface CdkCliOptions {
  /** URL of the endpoint; must be loopback. */
  readonly endpoint: string;
  /** Folder the commands run in. */
  readonly cwd: string;
  readonly account: string;
  readonly region: string;
  /** Told of every line the CLI writes, as it is written. */
  readonly onLine?: (line: string) => void;
  /** Added to the environment of the CLI and of the app. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface CdkRun {
  readonly code: number;
  readonly output: string;
  readonly milliseconds: number;
}

/** What the CLI may know of the caller's environment; everything else, credentials and profiles above all, stays outside. */
const KEPT = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'LANG', 'LC_ALL', 'TERM', 'COLUMNS', 'CI'];
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Throws unless the URL points to this machine. */
export function assertLoopback(endpoint: string): void {
  const { hostname } = new URL(endpoint);
  if (!LOOPBACK.includes(hostname)) { throw new Error(`Refusing to run against ${hostname}: only a loopback endpoint is allowed here.`); }
}

export class CdkCli {
  private readonly home = mkdtempSync(join(tmpdir(), 'local-cdk-'));
  private readonly script: string;

  constructor(private readonly options: CdkCliOptions) {
    assertLoopback(options.endpoint);
    this.script = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  }

  /** Runs one command to its end; a non-zero code is an answer, not an exception. */
  public run(args: readonly string[]): Promise<CdkRun> {
    const started = Date.now();
    const child = spawn(process.execPath, [this.script, '--no-notices', '--no-color', '--no-version-reporting', ...args], {
      cwd: this.options.cwd,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let partial = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const lines = (partial + chunk.toString()).split('\n');
      partial = lines.pop()!;
      lines.forEach(line => this.options.onLine?.(line));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code => {
        if (partial) { this.options.onLine?.(partial); }
        resolve({ code: code ?? 1, output, milliseconds: Date.now() - started });
      });
    });
  }

  /** Removes the temporary home. */
  public dispose(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    const kept = Object.fromEntries(KEPT.flatMap(name => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
    return {
      ...kept,
      HOME: this.home,
      USERPROFILE: this.home,
      AWS_ENDPOINT_URL: this.options.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: this.options.region,
      AWS_DEFAULT_REGION: this.options.region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: 'true',
      NO_COLOR: '1',
      NODE_NO_WARNINGS: '1',
      npm_config_update_notifier: 'false',
      ...this.options.environment,
    };
  }
}
