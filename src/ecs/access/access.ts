import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkPack } from './checks';
import { GivenPack } from './given-pack';
import { EcsAccessOptions, EcsDenyOptions, EcsDeployerOptions, EcsExecOptions, EcsOperatorOptions } from './options';
import { EcsAccessPack } from './pack';
import { PackDocument } from './pack-document';
import { PackParts, PackRules } from './packs';
import { and, Rule } from './rule';
import { Scope } from './scope';
import { workloadTag } from './workload-tag';
import { Finding, refuse } from '../../findings';
import { AccessGrantee } from '../../platform';
import { shortHash } from '../../private/short-hash';
import { EcsGround } from '../ground';
import { Subject } from './subject';

/** As many managed policies as a principal takes unless the quota was raised. */
const USUAL_POLICIES = 10;

/** What of a platform access is about. */
interface AccessGround extends EcsGround {
  readonly execLogGroup?: logs.ILogGroup;
  readonly taskEvents?: { readonly logGroup: logs.ILogGroup };
}

/**
 * What people and pipelines may do on a platform, in packs of IAM permissions. A principal may have several packs. A pipeline that
 * runs `cdk deploy` needs none: it assumes the roles of the bootstrap stack, and CloudFormation does the rest.
 *
 * Packs become managed policies of yours. One that several principals have for the same scope is one policy.
 *
 * All methods throw if a workload is not on the platform, or if what they are given could never be true.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
export class EcsAccess extends Construct {
  /** @internal */
  public static _on(scope: Construct, id: string, ground: AccessGround): EcsAccess {
    return new EcsAccess(scope, id, { ground });
  }

  private readonly ground: AccessGround;
  private readonly workloads = new Set<Subject>();
  private readonly given = new Map<string, GivenPack>();
  private warned = false;

  private constructor(scope: Construct, id: string, { ground }: { readonly ground: AccessGround }) {
    super(scope, id);
    this.ground = ground;
  }

  /** The policies that were made: for each pack and scope one for each stack that has something to say. */
  public get policies(): iam.ManagedPolicy[] {
    return [...this.given.values()].flatMap(({ managedPolicies }) => managedPolicies);
  }

  /**
   * Sees clusters, services, tasks, deployments, machines, logs, metrics and alarms. Variables of containers are among it; values of
   * secrets are not.
   *
   * @param grantee who
   * @param options where
   */
  public viewer(grantee: AccessGrantee, options: EcsAccessOptions = {}): void {
    this.give(EcsAccessPack.viewer(options), grantee);
  }

  /**
   * A viewer who deploys without CloudFormation, and operates: registers revisions of the workloads' task definitions, with the
   * workloads' own roles, and has services and single tasks use them. Whoever may do that has what the workload's role has.
   *
   * Throws with `resourceTags` alone: IAM cannot limit by tags which roles are passed.
   *
   * @param grantee who
   * @param options where, and how
   */
  public deployer(grantee: AccessGrantee, options: EcsDeployerOptions = {}): void {
    this.give(EcsAccessPack.deployer(options), grantee);
  }

  /**
   * A viewer who stops tasks, changes their number, has new ones started, runs jobs, approves and aborts rollouts and drains machines.
   * Cannot bring another version. Whoever may run a job can tell it another command, and so has what the job's role has.
   *
   * @param grantee who
   * @param options where, and what
   */
  public operator(grantee: AccessGrantee, options: EcsOperatorOptions = {}): void {
    this.give(EcsAccessPack.operator(options), grantee);
  }

  /**
   * A viewer who opens shells in containers: only through ECS, which records them. Has then whatever the containers have, secrets
   * included.
   *
   * @param grantee who
   * @param options where, and by which persons
   */
  public exec(grantee: AccessGrantee, options: EcsExecOptions = {}): void {
    this.give(EcsAccessPack.exec(options), grantee);
  }

  /**
   * Everything on the cluster and in it, the record of shells included, and nothing on other clusters. Resources that CloudFormation
   * made are not deleted with it, but for services.
   *
   * @param grantee who
   */
  public admin(grantee: AccessGrantee): void {
    this.give(EcsAccessPack.admin(), grantee);
  }

  /**
   * No, whatever other policies of the principal allow.
   *
   * @param grantee to whom
   * @param options what is denied, and where
   */
  public deny(grantee: AccessGrantee, options: EcsDenyOptions = {}): void {
    this.give(EcsAccessPack.deny(options), grantee);
  }

  /**
   * A pack as a document, for a permission set or for principals that were given by their ARN. It speaks of the roles and logs of
   * workloads, so use it in a stack that may depend on theirs.
   *
   * @param pack what, and where
   * @returns a new document
   */
  public policyDocument(pack: EcsAccessPack): iam.PolicyDocument {
    const { rules, parts } = this.prepare(pack);
    const { named } = parts.scope;
    return new PackDocument(() => [...rules.base(parts), ...rules.each(parts, named ?? [...this.workloads])]);
  }

  /** @internal */
  public _placed(workload: Subject): void {
    this.workloads.add(workload);
    this.given.forEach(given => given.include(workload));
    this.warnOfMany();
  }

  /** @internal */
  public _tooLong(): Finding[] {
    return [...this.given.values()].flatMap(given => given.tooLong());
  }

  private give(pack: EcsAccessPack, grantee: AccessGrantee): void {
    const key = `${pack._name}${pack._key}`;
    const given = this.given.get(key) ?? this.make(pack);
    this.given.set(key, given);
    given.give(grantee);
    if (grantee._kind === 'arn') {
      Annotations.of(this).addWarningV2('cdk-container-platform:accessNotAttached',
        `nobody has the pack ${pack._name} yet: principals that are given as an ARN are not changed; attach a policy of platform.access.policies, `
        + `or give what looks after ${grantee._arn} the document platform.access.policyDocument(), and acknowledge this warning`);
    }
    this.warnOfMany();
  }

  /** Of what IAM would refuse, unless it was told otherwise. */
  private warnOfMany(): void {
    const counts = new Map<string, number>();
    for (const { grantees, managedPolicies } of this.given.values()) {
      grantees.filter(({ _kind }) => _kind !== 'arn').forEach(({ _arn }) => counts.set(_arn, (counts.get(_arn) ?? 0) + managedPolicies.length));
    }
    const most = Math.max(0, ...counts.values());
    if (most > USUAL_POLICIES && !this.warned) {
      this.warned = true;
      Annotations.of(this).addWarningV2('cdk-container-platform:quota-policiesPerPrincipal',
        `the packs of one principal are more than ${USUAL_POLICIES} managed policies, and that is the quota: have it raised to as many as 20 in `
        + 'Service Quotas, and acknowledge this warning, or name fewer workloads (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)');
    }
  }

  private make(pack: EcsAccessPack): GivenPack {
    const id = pack._key ? `${pack._name}-${shortHash(pack._key)}` : pack._name;
    const description = `${pack._name} of ${this.node.scope!.node.path}`;
    const given = new GivenPack(this, { id, description, ...this.prepare(pack) });
    this.workloads.forEach(workload => given.include(workload));
    return given;
  }

  private prepare(pack: EcsAccessPack): { readonly rules: PackRules; readonly parts: PackParts } {
    refuse(this, checkPack(pack, this.workloads));
    const scope = new Scope(this.ground.cluster, Stack.of(this), pack._options);
    scope.named?.forEach(workload => workloadTag.set(workload));
    const { execLogGroup, taskEvents, cluster } = this.ground;
    const key = cluster.executeCommandConfiguration?.kmsKey;
    return {
      rules: limited(pack._rules({ bootstrapRoles: bootstrapRoles(Stack.of(this)) }), scope),
      parts: {
        scope,
        eventLogs: taskEvents ? [taskEvents.logGroup.logGroupArn] : [],
        shellLogs: execLogGroup ? [execLogGroup.logGroupArn] : [],
        shellKeys: key ? [key.keyArn] : [],
      },
    };
  }
}

/** The same rules for some of the callers. */
function limited({ base, each }: PackRules, { callers }: Scope): PackRules {
  const limit = (rules: readonly Rule[]) => rules.map(rule => ({ ...rule, conditions: and(rule.conditions, callers) }));
  return { base: parts => limit(base(parts)), each: (parts, workloads) => limit(each(parts, workloads)) };
}

function bootstrapRoles(stack: Stack): string[] {
  const qualifier = stack.synthesizer.bootstrapQualifier ?? 'hnb659fds';
  return ['deploy', 'file-publishing', 'image-publishing', 'lookup'].map(role => stack.formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `cdk-${qualifier}-${role}-role-${stack.account}-${stack.region}`,
  }));
}
