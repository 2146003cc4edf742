/** The life of one CDK app against the endpoint: synthesise, deploy, look, deploy again, destroy, look at what is left. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws, LocalEndpoint } from '..';
import { CdkCli, CdkRun } from './cli';
import { Live } from '../resources/account';

export interface LifecycleOptions {
  /** Folder of the app, with its cdk.json. */
  readonly app: string;
  readonly onLine?: (line: string) => void;
  /** Added to the environment of the CLI and of the app. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Unlike `--all`, this pattern reaches the stacks of stages too. */
const EVERY_STACK = '**';

/** A command of the CLI that did not end well. */
export class CommandFailed extends Error {
  constructor(public readonly command: string, public readonly run: CdkRun) {
    super(`\`cdk ${command}\` ended with code ${run.code}`);
  }
}

export class Lifecycle {
  private readonly cli: CdkCli;
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk-app-'));

  constructor(private readonly aws: LocalAws, endpoint: LocalEndpoint, options: LifecycleOptions) {
    this.cli = new CdkCli({ ...options, endpoint: endpoint.url, cwd: options.app, account: aws.account.id, region: aws.account.region });
  }

  /** Synthesises once, so that the commands after it need not. Gives the folder of the assembly. */
  public async synth(name: string, context: Readonly<Record<string, string>> = {}, app?: string): Promise<string> {
    const assembly = join(this.folder, name);
    const values = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    await this.succeed(['synth', '--quiet', '--output', assembly, ...values, ...app ? ['--app', app] : []]);
    return assembly;
  }

  /** Like `synth`, but a finding that fails the synthesis is no failure: the report is what is wanted. */
  public async report(name: string, app: string): Promise<string> {
    const assembly = join(this.folder, name);
    const run = await this.cli.run(['synth', '--quiet', '--output', assembly, '--app', app]);
    if (!readdirSync(this.folder).includes(name)) { throw new CommandFailed('synth', run); }
    return assembly;
  }

  public deploy(assembly: string): Promise<CdkRun> {
    return this.succeed(['deploy', EVERY_STACK, '--app', assembly, '--require-approval', 'never', '--progress', 'events']);
  }

  public diff(assembly: string): Promise<CdkRun> {
    return this.succeed(['diff', EVERY_STACK, '--app', assembly]);
  }

  public async destroy(assembly: string): Promise<CdkRun> {
    const run = await this.succeed(['destroy', EVERY_STACK, '--app', assembly, '--force']);
    const left = this.aws.places.all().flatMap(({ cloudFormation }) => cloudFormation.list());
    if (left.length > 0) { throw new Error(`Stacks left after destroy: ${left.map(stack => `${stack.name} (${stack.status}: ${stack.reason ?? ''})`).join(', ')}`); }
    return run;
  }

  /** What an operator does by hand before a protected platform may go. Gives the names of the load balancers and clusters. */
  public async liftProtection(): Promise<string[]> {
    return (await Promise.all(this.aws.places.all().map(unlock))).flat();
  }

  /** What outlived its stack: kept on purpose by a deletion policy, or a defect. */
  public leftovers(): { readonly kept: Live[]; readonly lost: Live[] } {
    const each = this.aws.places.all().map(leftIn);
    return { kept: each.flatMap(({ kept }) => kept), lost: each.flatMap(({ lost }) => lost) };
  }

  public dispose(): void {
    this.cli.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async succeed(args: string[]): Promise<CdkRun> {
    const run = await this.cli.run(args);
    if (run.code !== 0) { throw new CommandFailed(args[0], run); }
    return run;
  }
}

async function unlock({ account, apis }: LocalAws): Promise<string[]> {
  const balancers = account.live('AWS::ElasticLoadBalancingV2::LoadBalancer');
  const locked = balancers.filter(live => JSON.stringify(live.properties).includes('{"Key":"deletion_protection.enabled","Value":"true"}'));
  for (const { physicalId } of locked) {
    await apis.call('elasticloadbalancing', 'ModifyLoadBalancerAttributes', {
      LoadBalancerArn: physicalId, Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }],
    });
  }
  const clusters = account.live('AWS::EKS::Cluster').filter(({ properties }) => String(properties.DeletionProtection) === 'true');
  for (const { physicalId } of clusters) {
    await apis.call('eks', 'UpdateClusterConfig', { name: physicalId, deletionProtection: false });
  }
  return [...locked, ...clusters].map(live => live.logicalId);
}

function leftIn({ account, cloudFormation }: LocalAws): { readonly kept: Live[]; readonly lost: Live[] } {
  const skipped = new Set(cloudFormation.all().flatMap(stack => stack.events)
    .filter(event => event.status === 'DELETE_SKIPPED').map(event => `${event.type}|${event.physicalId}`));
  const live = account.live();
  const kept = live.filter(one => skipped.has(`${one.type}|${one.physicalId}`));
  return { kept, lost: live.filter(one => !kept.includes(one)) };
}
