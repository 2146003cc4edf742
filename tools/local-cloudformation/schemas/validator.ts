/**
 * The template validator that ships inside aws-cdk-lib (1,899 provider schemas and the lint rules), used here the way
 * CloudFormation's early validation uses its own: a change set whose template breaks a schema fails before anything is made.
 */
import { createRequire } from 'node:module';
import { Problem } from '../engine/check';

export interface TemplateValidator {
  validate(body: string, context: ValidationContext): Problem[];
}

export interface ValidationContext {
  readonly region: string;
  readonly account: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Diagnostic {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly propertyPath?: string;
  readonly entity?: { readonly logicalId?: string; readonly resourceType?: string };
}
interface Engine {
  validateTemplate(template: unknown, config: object): { readonly diagnostics: Diagnostic[] };
}
interface ValidatorModule {
  readonly CompositeEngine: new () => Engine;
  readonly TemplateContent: new (content: string, name: string) => object;
}

let shared: TemplateValidator | undefined;

/** The bundled validator; its engine takes about two seconds to start, once per process. */
export function bundledValidator(): TemplateValidator {
  if (!shared) {
    const bundled = createRequire(require.resolve('aws-cdk-lib/package.json'));
    const { CompositeEngine, TemplateContent } = bundled('@aws/cloudformation-validate') as ValidatorModule;
    const engine = new CompositeEngine();
    shared = {
      validate: (body, context) => {
        const report = engine.validateTemplate(new TemplateContent(body, 'template'), {
          detailLevel: 'STANDARD',
          severityLevel: 'ERROR',
          parameterOverrides: context.parameters,
          pseudoParameterOverrides: { accountId: context.account, region: context.region },
        });
        return report.diagnostics.map(problemOf);
      },
    };
  }
  return shared;
}

function problemOf(diagnostic: Diagnostic): Problem {
  return {
    logicalId: diagnostic.entity?.logicalId ?? '',
    type: diagnostic.entity?.resourceType,
    path: diagnostic.propertyPath ?? '',
    message: `${diagnostic.message} [${diagnostic.ruleId}]`,
  };
}
