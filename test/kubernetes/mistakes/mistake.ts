/** What a mistake is: a small change of objects that are right, and the one check that catches it. */
import { goodObjects } from '../good-objects';

export interface Mistake {
  /** What is wrong, after "it is seen that". */
  readonly name: string;
  /** 'structure', or the name of the only rule that sees it. */
  readonly caughtBy: string;
  readonly objects: () => any[];
}

type Change = (objects: (name: string) => any, all: any[]) => void;

/** The good objects, with one change; objects are asked for by kind and name. */
export function mistake(name: string, caughtBy: string, change: Change): Mistake {
  return {
    name,
    caughtBy,
    objects: () => {
      const all = goodObjects();
      change(wanted => {
        const found = all.filter(({ kind, metadata }) => `${kind} ${metadata.name}` === wanted);
        if (found.length !== 1) {
          throw new Error(`there are ${found.length} objects ${wanted}`);
        }
        return found[0];
      }, all);
      return all;
    },
  };
}

/** The pods of what makes pods. */
export const pod = (object: any) => object.spec.template.spec;

/** The main container of the web service. */
export const api = (objects: (name: string) => any) => pod(objects('Deployment api')).containers[0];

/** The same once more. */
export const again = (value: any) => JSON.parse(JSON.stringify(value));
