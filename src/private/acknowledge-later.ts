import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';

/**
 * Accepts a compliance finding whose words follow from references between stacks: they are known when the app is put
 * together, after the last construct was made and before anybody looks for findings.
 */
export function acknowledgeLater(resource: IConstruct, ruleOf: () => string, reason: string): void {
  resource.node.addValidation({
    validate: () => {
      acknowledge(resource, ruleOf(), reason);
      return [];
    },
  });
}
