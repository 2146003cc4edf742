/** A variable has a name of its own, and a value from one place. */
import { Rule } from './rule';
import { App, complain, Container, Pod } from '../app';
import { items, record } from '../object';

export const environmentIsComplete: Rule = {
  name: 'environment is complete',
  *check({ pods }: App) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        yield* checkContainer(pod, container);
      }
    }
  },
};

function* checkContainer({ object }: Pod, { value: container, path: place }: Container) {
  const names = new Set<unknown>();
  for (const { value: { name, value, valueFrom }, path } of items(container.env, `${place}.env`)) {
    if (typeof name !== 'string' || !/^[ -<>-~]+$/.test(name)) {
      yield complain(object, `${path}.name`, `'${String(name)}' cannot be the name of a variable`);
    }
    if (names.has(name)) {
      yield complain(object, `${path}.name`, `'${String(name)}' is the name of another variable, too, and only the last one counts`);
    }
    const sources = Object.keys(record(valueFrom));
    if (valueFrom !== undefined && (sources.length !== 1 || (value !== undefined && value !== ''))) {
      yield complain(object, path, 'has not exactly one value');
    }
    names.add(name);
  }
  for (const { value: { configMapRef, secretRef }, path } of items(container.envFrom, `${place}.envFrom`)) {
    if ((configMapRef === undefined) === (secretRef === undefined)) {
      yield complain(object, path, 'names not exactly one of configMapRef and secretRef');
    }
  }
}
