/** All services of the account: what creating, changing and deleting one means. */
import { ServiceDeployment } from './deployment';
import { carryOut, isShifting, startSet } from './rollout';
import { refusal, routesOf } from './route';
import { Runs } from './runs';
import { behind, EcsService, loadBalancersOf, Revision, tagsOf } from './service';
import { START_SECONDS, TaskSet } from './task-set';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject, sameValue } from '../../engine/values';
import type { Account } from '../../resources/account';

const DEFINITION = 'AWS::ECS::TaskDefinition';

/** What only a deployment can change. */
const DEPLOYED = ['TaskDefinition', 'NetworkConfiguration', 'LoadBalancers', 'PlatformVersion', 'CapacityProviderStrategy', 'ServiceRegistries', 'ServiceConnectConfiguration',
  'VolumeConfigurations', 'LaunchType', 'ForceNewDeployment', 'DeploymentController', 'VpcLatticeConfigurations'];

/** What may be said of a service that CodeDeploy deploys is refused if it is present, changed or not. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  TaskDefinition: 'task definition',
  NetworkConfiguration: 'network parameters',
  PlatformVersion: 'platform version',
  LoadBalancers: 'load balancers',
  ServiceRegistries: 'service registries',
  CapacityProviderStrategy: 'capacity provider strategy',
};

export class Fleet {
  /** Tasks that belong to no service. */
  public readonly runs: Runs;
  private readonly services = new Map<string, EcsService>();

  constructor(private readonly account: Account) {
    this.runs = new Runs(account);
  }

  public find(arn: string): EcsService | undefined {
    return this.services.get(arn);
  }

  public list(): EcsService[] {
    return [...this.services.values()];
  }

  public named(cluster: string, name: string): EcsService | undefined {
    return this.list().find(service => service.cluster === shortName(cluster) && service.name === shortName(name));
  }

  /** Copies behind a target group that answer now. */
  public runningIn(targetGroup: string): TaskSet[] {
    return this.list().flatMap(({ sets }) => sets).filter(set => set.targetGroups.includes(targetGroup) && set.running > 0);
  }

  public setsIn(targetGroup: string): TaskSet[] {
    return this.list().flatMap(({ sets }) => sets).filter(set => !set.stoppedAt && set.targetGroups.includes(targetGroup));
  }

  public create(arn: string, properties: JsonObject): EcsService {
    const service = new EcsService(arn, properties, this.account.clock.now());
    this.services.set(arn, service);
    if (service.controller === 'CODE_DEPLOY') {
      this.firstSet(service);
    } else if (service.controller === 'ECS') {
      this.deploy(service);
    }
    return service;
  }

  public delete(arn: string): void {
    const service = this.services.get(arn);
    service?.deployments.filter(deployment => !deployment.hasEnded).forEach(deployment => deployment.mail.send({ kind: 'superseded' }));
    service?.sets.forEach(set => set.stop());
    this.services.delete(arn);
  }

  /** What UpdateService does with these properties, all of which count as said. */
  public update(service: EcsService, said: JsonObject): void {
    const controller = isObject(said.DeploymentController) ? said.DeploymentController.Type : undefined;
    if (service.controller === 'CODE_DEPLOY' && controller !== 'ECS') { this.refuseForbidden(said); }
    if (service.controller === 'ECS' && controller === 'CODE_DEPLOY') { this.refuseForbidden(said); }
    if (service.controller === 'CODE_DEPLOY' && service.alive.length > 1) {
      throw new ServiceError('InvalidParameterException', 'The deployment controller cannot be updated while a deployment is in progress.');
    }
    if (service.controller === 'CODE_DEPLOY' && controller === 'ECS') { this.takeOver(service); }
    const before = service.properties;
    const forced = isForced(said.ForceNewDeployment, before.ForceNewDeployment);
    service.properties = { ...before, ...said };
    if (said.Tags !== undefined) { service.tags = tagsOf(said); }
    if (said.DesiredCount !== undefined && Number(said.DesiredCount) !== service.desired) { service.resize(Number(said.DesiredCount)); }
    const differs = DEPLOYED.some(name => name !== 'ForceNewDeployment' && name in said && !sameValue(said[name] ?? null, before[name] ?? null));
    if (service.controller === 'ECS' && (differs || forced || this.isNewRevision(service))) { this.deploy(service); }
  }

  /** Starts a deployment of what the service is told to be. */
  public deploy(service: EcsService): ServiceDeployment {
    const { account } = this;
    const refused = service.current?.set && isShifting(service.properties) ? refusal(account, routesOf(service.properties)) : undefined;
    if (refused?.includes('Both targetGroup')) { throw new ServiceError('InvalidParameterException', refused); }
    service.deployments.filter(deployment => !deployment.hasEnded).forEach(deployment => deployment.mail.send({ kind: 'superseded' }));
    const revision: Revision = {
      arn: `${service.arn.replace(':service/', ':service-revision/')}/${parseInt(account.random(12), 16)}`,
      createdAt: account.clock.now(),
      taskDefinition: this.definitionArn(service.properties.TaskDefinition),
      properties: service.properties,
    };
    service.revisions.push(revision);
    const deployment = new ServiceDeployment(account, service, revision, service.current);
    service.deployments.push(deployment);
    account.agenda.spawn(() => carryOut(account, deployment));
    return deployment;
  }

  /** With its revision: a family means the newest. */
  public definitionArn(wanted: unknown): string {
    const name = shortName(String(wanted));
    const all = this.account.live(DEFINITION);
    const exact = all.find(live => live.physicalId === wanted || shortName(live.physicalId) === name);
    const newest = exact ?? all.filter(live => shortName(live.physicalId).split(':')[0] === name).sort((one, other) => revisionOf(other.physicalId) - revisionOf(one.physicalId))[0];
    if (!newest) { throw new ServiceError('ClientException', 'TaskDefinition is inactive'); }
    return newest.physicalId;
  }

  /** A service that CodeDeploy deploys begins with one set of copies that is its primary one. */
  private firstSet(service: EcsService): void {
    const revision = { arn: '', createdAt: service.createdAt, taskDefinition: this.definitionArn(service.properties.TaskDefinition), properties: service.properties };
    const set = startSet(this.account, revision, service, loadBalancersOf(service.properties).map(declared => behind(declared)), service.name);
    set.status = 'PRIMARY';
    set.weight = 100;
    service.current = { ...revision, set };
    this.account.agenda.in(START_SECONDS, () => this.account.services.traffic.look('ECS'));
  }

  /** From CodeDeploy: what runs now is what the next deployment replaces. */
  private takeOver(service: EcsService): void {
    const { primary: set, properties } = service;
    if (set) { service.current = { arn: '', createdAt: set.createdAt, taskDefinition: set.spec.taskDefinition, properties, set }; }
  }

  private isNewRevision({ current, properties }: EcsService): boolean {
    return current !== undefined && current.taskDefinition !== this.definitionArn(properties.TaskDefinition);
  }

  private refuseForbidden(said: JsonObject): void {
    const present = Object.keys(FORBIDDEN).find(name => said[name] !== undefined);
    if (present) {
      throw new ServiceError('InvalidParameterException',
        `Unable to update ${FORBIDDEN[present]} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`);
    }
  }
}

export const shortName = (arnOrName: string): string => arnOrName.slice(arnOrName.lastIndexOf('/') + 1);

const revisionOf = (arn: string): number => Number(arn.split(':').pop());

function isForced(said: unknown, before: unknown): boolean {
  if (!isObject(said)) { return String(said) === 'true'; }
  return String(said.EnableForceNewDeployment) === 'true' && !sameValue(said, before ?? null);
}
