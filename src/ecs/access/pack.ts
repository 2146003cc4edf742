import { EcsAccessOptions, EcsDenyOptions, EcsDeployerOptions, EcsExecOptions, EcsOperatorOptions } from './options';
import { ADMIN, cdkDeploy, denies, DEPLOYER, OPERATOR, opensShells, PackRules, SCALING_BOUNDS, SESSIONS, together, VIEWER } from './packs';

/** What a pack needs to know besides where it holds. */
interface Surroundings {
  readonly bootstrapRoles: readonly string[];
}

/**
 * What somebody may do on a platform on ECS. `platform.access` has a method for each; say one of these where a document is wanted
 * instead, for example for a permission set.
 */
export class EcsAccessPack {
  /**
   * Sees clusters, services, tasks, deployments, machines, logs, metrics and alarms. Variables of containers are among it.
   *
   * @param options where
   */
  public static viewer(options: EcsAccessOptions = {}): EcsAccessPack {
    return new EcsAccessPack('Viewer', options, () => VIEWER);
  }

  /**
   * A viewer who deploys without CloudFormation, and operates: registers revisions of the workloads' task definitions, with the
   * workloads' own roles, and has services use them.
   *
   * @param options where, and how
   */
  public static deployer(options: EcsDeployerOptions = {}): EcsAccessPack {
    return new EcsAccessPack('Deployer', options, ({ bootstrapRoles }) => options.cdkDeploy ? together(DEPLOYER, cdkDeploy(bootstrapRoles)) : DEPLOYER);
  }

  /**
   * A viewer who stops tasks, changes their number, has new ones started, runs jobs, approves and aborts rollouts and drains machines,
   * but brings no other version.
   *
   * @param options where, and what
   */
  public static operator(options: EcsOperatorOptions = {}): EcsAccessPack {
    return new EcsAccessPack('Operator', options, () => options.scalingBounds ? together(OPERATOR, SCALING_BOUNDS) : OPERATOR);
  }

  /**
   * A viewer who opens shells in containers, through ECS only.
   *
   * @param options where, and by which persons
   */
  public static exec(options: EcsExecOptions = {}): EcsAccessPack {
    return new EcsAccessPack('Exec', options, () => together(VIEWER, opensShells(options), SESSIONS));
  }

  /** Everything on the cluster and in it, and nothing on others. */
  public static admin(): EcsAccessPack {
    return new EcsAccessPack('Admin', {}, () => ADMIN);
  }

  /**
   * No, whatever other policies allow.
   *
   * @param options what is denied, and where
   */
  public static deny(options: EcsDenyOptions = {}): EcsAccessPack {
    return new EcsAccessPack('Deny', options, () => denies(options));
  }

  private constructor(
    /** @internal */ public readonly _name: string,
    /** @internal */ public readonly _options: EcsDeployerOptions & EcsOperatorOptions & EcsExecOptions & EcsDenyOptions,
    /** @internal */ public readonly _rules: (surroundings: Surroundings) => PackRules,
  ) {}

  /**
   * The same for packs that allow the same.
   *
   * @internal
   */
  public get _key(): string {
    const { workloads, ...options } = this._options;
    const said = Object.entries({ ...options, workloads: workloads?.map(({ node }) => node.path).sort() }).filter(([, value]) => value !== undefined);
    return said.length === 0 ? '' : JSON.stringify(said.sort(([one], [other]) => one < other ? -1 : 1));
  }
}
