/** The images of an account in a region: pushed, copied to other registries as their policies let them, and pulled through caches. */
import { evaluate, fits, Statement } from '../../iam/evaluator';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import type { Account } from '../resources/account';

interface Repository {
  readonly immutable: boolean;
  readonly tags: Set<string>;
}

/** Why ECR makes a repository that nobody wrote down. */
type Origin = 'REPLICATION' | 'CREATE_ON_PUSH' | 'PULL_THROUGH_CACHE';

const list = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

export class Images {
  private readonly repositories = new Map<string, Repository>();

  constructor(private readonly account: Account) {}

  public exists(name: string): boolean {
    return this.repositories.has(name);
  }

  /** Makes a repository; one that is there keeps its images. */
  public make(name: string, { immutable }: { readonly immutable: boolean }): void {
    this.repositories.set(name, { immutable, tags: this.repositories.get(name)?.tags ?? new Set() });
  }

  public forget(name: string): void {
    this.repositories.delete(name);
  }

  public tagsOf(name: string): string[] {
    return [...this.repositories.get(name)?.tags ?? []];
  }

  /** Whether the tags of a repository stay with their images. */
  public isImmutable(name: string): boolean {
    return this.find(name).immutable;
  }

  /** What `docker push` does, and what follows from it: copies in every registry that takes them. */
  public push(name: string, tag: string): void {
    if (!this.exists(name)) { this.makeAs(name, 'CREATE_ON_PUSH'); }
    const { immutable, tags } = this.find(name);
    if (immutable && tags.has(tag)) {
      throw new ServiceError('ImageTagAlreadyExistsException', `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`);
    }
    tags.add(tag);
    this.emit('ECR Image Action', name, { 'result': 'SUCCESS', 'action-type': 'PUSH', 'image-tag': tag });
    for (const { Destinations, RepositoryFilters } of this.replicationRules()) {
      const filters = list(RepositoryFilters);
      if (filters.length > 0 && !filters.some(({ Filter }) => name.startsWith(String(Filter)))) { continue; }
      for (const { RegistryId, Region } of list(Destinations)) {
        this.account.elsewhere(String(RegistryId), String(Region)).services.images.receive(this.account, name, tag);
      }
    }
  }

  /** What `docker pull` does: what is not there comes through the cache whose prefix it has. Throws if there is none. */
  public pull(name: string, tag: string): void {
    if (this.tagsOf(name).includes(tag)) { return; }
    const rule = this.account.live('AWS::ECR::PullThroughCacheRule').find(({ properties }) => name.startsWith(`${String(properties.EcrRepositoryPrefix)}/`));
    if (!rule) { throw new ServiceError('ImageNotFoundException', `${name}:${tag} does not exist in the registry with id '${this.account.id}' in ${this.account.region}`); }
    if (!this.exists(name)) { this.makeAs(name, 'PULL_THROUGH_CACHE'); }
    this.find(name).tags.add(tag);
    this.emit('ECR Pull Through Cache Action', name, {
      'sync-status': 'SUCCESS',
      'ecr-repository-prefix': rule.properties.EcrRepositoryPrefix,
      'upstream-registry-url': rule.properties.UpstreamRegistryUrl,
      'image-tag': tag,
    });
  }

  /** A copy that comes in. Within an account nobody has to be asked; it fails quietly, but for the event. */
  private receive(source: Account, name: string, tag: string): void {
    const lets = (action: string) => source.id === this.account.id || this.policyLets(source.id, action, name);
    const taken = lets('ecr:ReplicateImage') && (this.exists(name) || lets('ecr:CreateRepository'));
    if (taken) {
      if (!this.exists(name)) { this.makeAs(name, 'REPLICATION'); }
      this.find(name).tags.add(tag);
    }
    this.emit('ECR Replication Action', name, {
      'result': taken ? 'SUCCESS' : 'FAILED', 'action-type': 'REPLICATE', 'image-tag': tag, 'source-account': source.id, 'source-region': source.region,
    });
  }

  /** A repository as the template with the longest prefix says; without one it takes any tag twice. */
  private makeAs(name: string, origin: Origin): void {
    const fitting = this.account.live('AWS::ECR::RepositoryCreationTemplate').map(({ properties }) => properties)
      .filter(({ Prefix, AppliedFor }) => (Prefix === 'ROOT' || name.startsWith(`${String(Prefix)}/`)) && (AppliedFor as string[]).includes(origin))
      .sort((one, other) => (other.Prefix === 'ROOT' ? 0 : String(other.Prefix).length) - (one.Prefix === 'ROOT' ? 0 : String(one.Prefix).length));
    if (origin === 'CREATE_ON_PUSH' && fitting.length === 0) {
      throw new ServiceError('RepositoryNotFoundException', `The repository with name '${name}' does not exist in the registry with id '${this.account.id}'`);
    }
    this.make(name, { immutable: String(fitting[0]?.ImageTagMutability ?? 'MUTABLE').startsWith('IMMUTABLE') });
  }

  private policyLets(accountId: string, action: string, name: string): boolean {
    const statements = this.account.live('AWS::ECR::RegistryPolicy').flatMap(({ properties }) => list((properties.PolicyText as JsonObject | undefined)?.Statement));
    const about = statements.filter(({ Principal }) => JSON.stringify(Principal ?? '').includes(accountId) || Principal === '*') as unknown as Statement[];
    const resource = `arn:${this.account.partition}:ecr:${this.account.region}:${this.account.id}:repository/${name}`;
    return about.some(statement => fits(statement, { action, resource })) && evaluate([{ Statement: about }], { action, resource }) === 'allowed';
  }

  private replicationRules(): JsonObject[] {
    return this.account.live('AWS::ECR::ReplicationConfiguration').flatMap(({ properties }) => list((properties.ReplicationConfiguration as JsonObject | undefined)?.Rules));
  }

  private find(name: string): Repository {
    const repository = this.repositories.get(name);
    if (!repository) { throw new ServiceError('RepositoryNotFoundException', `The repository with name '${name}' does not exist in the registry with id '${this.account.id}'`); }
    return repository;
  }

  private emit(type: string, name: string, detail: JsonObject): void {
    this.account.services.bus.emit({ source: 'aws.ecr', type, resources: [], detail: { 'repository-name': name, ...detail } });
  }
}
