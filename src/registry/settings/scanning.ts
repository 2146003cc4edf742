/**
 * The choice of what looks for known vulnerabilities in the images of a registry, and when.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { checkPatterns } from './patterns';
import { Finding, finding } from '../../findings';

/**
 * Options of basic scanning.
 */
export interface BasicScanningOptions {
  /**
   * Repositories whose images are scanned when they are pushed: names in which up to four `*` stand for anything. Others are scanned
   * when somebody asks for it.
   * @default - all
   */
  readonly scanOnPush?: string[];
}

/**
 * Options of enhanced scanning. At least one of the two must name a repository.
 */
export interface EnhancedScanningOptions {
  /**
   * Repositories whose images are scanned when they are pushed and again whenever a new vulnerability becomes known, up to four `*`
   * standing for anything.
   * @default - all, unless `scanOnPush` is given
   */
  readonly continuous?: string[];

  /**
   * Repositories whose images are scanned once, when they are pushed.
   * @default - none
   */
  readonly scanOnPush?: string[];
}

/**
 * What looks for known vulnerabilities in images, for all repositories of an account in a region.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
 */
export class RegistryScanning {
  /**
   * ECR looks for vulnerabilities of operating systems. Free of charge. What repositories say about `scanOnPush` is not asked any more.
   *
   * @param options which repositories
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
   */
  public static basic(options: BasicScanningOptions = {}): RegistryScanning {
    return new RegistryScanning('BASIC', [{ path: 'scanOnPush', frequency: 'SCAN_ON_PUSH', repositories: options.scanOnPush ?? ['*'] }]);
  }

  /**
   * Amazon Inspector looks for vulnerabilities of operating systems and of the packages of programming languages, and goes on
   * looking. Charged for each image, and again for each time it is scanned. Its findings are events of Inspector.
   *
   * @param options which repositories, and how often
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html
   */
  public static enhanced(options: EnhancedScanningOptions = {}): RegistryScanning {
    const continuous = options.continuous ?? (options.scanOnPush ? [] : ['*']);
    return new RegistryScanning('ENHANCED', [
      { path: 'continuous', frequency: 'CONTINUOUS_SCAN', repositories: continuous },
      { path: 'scanOnPush', frequency: 'SCAN_ON_PUSH', repositories: options.scanOnPush ?? [] },
    ]);
  }

  private constructor(
    /** @internal */ public readonly _type: 'BASIC' | 'ENHANCED',
    private readonly rules: readonly { readonly path: string; readonly frequency: string; readonly repositories: readonly string[] }[],
  ) {}

  /** @internal */
  public _check(): Finding[] {
    const named = this.rules.some(({ repositories }) => repositories.length > 0);
    return [
      ...(this._type === 'ENHANCED' && !named ? [finding('NothingScanned', 'scanning', {})] : []),
      ...this.rules.flatMap(({ path, repositories }) => checkPatterns(`scanning.${path}`, repositories)),
    ];
  }

  /** @internal */
  public _toRules(): ecr.CfnRegistryScanningConfiguration.ScanningRuleProperty[] {
    return this.rules.filter(({ repositories }) => repositories.length > 0).map(({ frequency, repositories }) => ({
      scanFrequency: frequency,
      repositoryFilters: repositories.map(filter => ({ filter, filterType: 'WILDCARD' })),
    }));
  }
}
