/**
 * `{{resolve:ssm:name}}` in a property: looked up whenever the resource is made or changed. References to secrets stay as they are, since
 * nobody here needs to know them.
 */
import { validationError } from './errors';
import { isObject, JsonObject } from './values';

const REFERENCE = /\{\{resolve:ssm:([\w.\-/]+)(?::\d+)?\}\}/g;

export function withParameters(properties: JsonObject, stored: (name: string) => string | undefined): JsonObject {
  const look = (value: unknown): unknown => {
    if (typeof value === 'string') { return value.includes('{{resolve:ssm:') ? value.replace(REFERENCE, (_all, name: string) => found(name)) : value; }
    if (Array.isArray(value)) { return value.map(look); }
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, look(item)])) : value;
  };
  const found = (name: string): string => {
    const value = stored(name);
    if (value === undefined) { throw validationError(`Unable to retrieve the parameter ${name} from the Parameter Store of this account. It may not exist.`); }
    return value;
  };
  return look(properties) as JsonObject;
}
