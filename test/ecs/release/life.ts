/** A shop whose database is migrated with each release, in the emulated CloudFormation with the handlers as they are shipped. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib/core';
import { EcsPlatform, Image, OnRollback, PlatformProfile, ReleaseJob, WebService } from '../../../src';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';
import { existingVpc } from '../support';

/** What is deployed. */
export interface Wares {
  readonly version: string;
  /** The image of the migrations, where it is not of the same version. */
  readonly migration?: string;
  readonly timeoutMinutes?: number;
  readonly undo?: boolean;
  readonly releaseId?: string;
  /** A resource that comes last, and may fail. */
  readonly note?: string;
}

export const ENDED = { created: ['CREATE_COMPLETE', undefined], updated: ['UPDATE_COMPLETE', undefined] };

export class ReleaseLife {
  public readonly world: World;

  constructor(faults: Faults = {}, private readonly handlers?: string, seed = 1) {
    this.world = new World({ seed, faults });
  }

  public get faults(): Faults {
    return this.world.faults;
  }

  /** Versions of migrations in the order in which they ran, with the command where that is not the usual one. */
  public get runs(): string[] {
    return this.world.aws.account.services.ecs.runs.all.map(({ asked: { image, command } }) => `${image.split(':').pop()}${command[1] === 'up' ? '' : ` ${command[1]}`}`);
  }

  /** The version that the service runs. */
  public get serving(): string | undefined {
    const { account } = this.world.aws;
    const running = account.services.ecs.list()[0]?.primary?.spec.taskDefinition;
    const [container] = account.live('AWS::ECS::TaskDefinition').find(({ physicalId }) => physicalId === running)?.properties.ContainerDefinitions as JsonObject[];
    return String(container.Image).split(':').pop();
  }

  public async deploy(wares: Wares): Promise<Deployed> {
    return this.world.deploy(this.templateOf(wares), 'Shop');
  }

  public destroy(): Promise<Deployed> {
    return this.world.destroy('Shop');
  }

  private templateOf({ version, migration = version, timeoutMinutes, undo, releaseId, note = 'a' }: Wares): string {
    const stack = new Stack(new App(), 'Shop');
    const vpc = existingVpc(stack);
    const platform = new EcsPlatform(stack, 'Platform', { profile: PlatformProfile.DEVELOPMENT, vpc });
    const database = new ec2.SecurityGroup(stack, 'Database', { vpc });
    const job = new ReleaseJob(stack, 'Migrate', {
      platform,
      image: Image.fromRegistry(`shop/migrate:${migration}`),
      command: ['migrate', 'up'],
      releaseId,
      ...timeoutMinutes && { timeout: Duration.minutes(timeoutMinutes) },
      ...undo && { onRollback: OnRollback.run('migrate', 'down') },
    });
    const api = new WebService(stack, 'Api', { platform, image: Image.fromRegistry(`shop/api:${version}`), port: 8080, exposures: [] });
    database.connections.allowFrom(job, ec2.Port.tcp(5432));
    job.addPermission(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::migrations/*'] }));
    job.runBefore(api);
    const last = new CfnResource(stack, 'Note', { type: 'AWS::SSM::Parameter', properties: { Type: 'String', Value: note } });
    last.node.addDependency(api);
    return this.withHandlers(this.world.templateOf(stack));
  }

  /** Other handlers than those that are shipped stand in the template. */
  private withHandlers(template: string): string {
    if (this.handlers === undefined) { return template; }
    const parsed = JSON.parse(template) as { Resources: Record<string, { Type: string; Properties: JsonObject }> };
    for (const { Type, Properties } of Object.values(parsed.Resources)) {
      if (Type === 'AWS::Lambda::Function' && /^index\.(begin|complete)Release$/.test(String(Properties.Handler))) { Properties.Code = { ZipFile: this.handlers }; }
    }
    return JSON.stringify(parsed);
  }
}
