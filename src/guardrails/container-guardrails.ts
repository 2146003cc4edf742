import { readFileSync } from 'fs';
import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib/core';
import { EKS_RULES } from './eks-rules';
import { GuardrailRule, Properties } from './rule';

interface Template {
  readonly Resources?: Record<string, { readonly Type: string; readonly Properties?: Properties }>;
}

/** The rules, in the order of reports. */
const RULES: readonly GuardrailRule[] = [...EKS_RULES];

/**
 * Checks the templates of an app for what compliance packs do not see.
 *
 * The rules of cdk-nag 3.0 about clusters look for constructs of `aws-eks` and pass over those of `aws-eks-v2`. These look at
 * templates, and so at every cluster, whoever made it: endpoint, logs of the control plane, encryption of secrets, access
 * entries. Platforms of this library keep all of them.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 *
 * @example
 * declare const app: App;
 *
 * Validations.of(app).addPlugins(new ContainerGuardrails());
 */
export class ContainerGuardrails implements IPolicyValidationPlugin {
  /** Name of the plugin in reports. */
  public readonly name = 'cdk-container-platform';

  /** Names of the rules. */
  public readonly ruleIds?: string[] = RULES.map(({ name }) => name);

  /**
   * Called by the CDK after synthesis.
   *
   * @param context where the templates are
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = RULES.map(rule => ({ rule, found: context.templatePaths.flatMap(path => violatingResources(rule, path)) }))
      .filter(({ found }) => found.length > 0)
      .map(({ rule, found }): PolicyViolation => ({
        ruleName: rule.name, description: rule.description, fix: `${rule.fix} ${rule.see}`, severity: 'error', violatingResources: found,
      }));
    return { success: violations.length === 0, violations };
  }
}

function violatingResources({ resourceType, broken }: GuardrailRule, templatePath: string): PolicyViolatingResource[] {
  const { Resources = {} } = JSON.parse(readFileSync(templatePath, 'utf8')) as Template;
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === resourceType)
    .map(([resourceLogicalId, { Properties: properties = {} }]) => ({ resourceLogicalId, templatePath, locations: broken(properties) }))
    .filter(({ locations }) => locations.length > 0);
}
