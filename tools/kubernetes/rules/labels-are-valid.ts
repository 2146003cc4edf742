/** Labels have a spelling; annotations have one for their keys. */
import { Rule } from './rule';
import { complain } from '../app';
import { at, KubernetesObject, record } from '../object';
import { isLabelValue, isQualifiedName } from '../syntax';

export const labelsAreValid: Rule = {
  name: 'labels and annotations are valid',
  *check({ objects, pods }) {
    for (const object of objects) {
      yield* checkMetadata(object, object.metadata, 'metadata');
    }
    for (const { object, metadataPath, template } of pods) {
      if (metadataPath !== 'metadata') {
        yield* checkMetadata(object, template.metadata, metadataPath);
      }
    }
  },
};

function* checkMetadata(object: KubernetesObject, metadata: unknown, path: string) {
  const { labels, annotations } = record(metadata);
  for (const [member, entries] of Object.entries({ labels, annotations })) {
    for (const key of Object.keys(record(entries)).filter(name => !isQualifiedName(name))) {
      yield complain(object, at(`${path}.${member}`, key), `'${key}' is not a key: at most 63 letters, digits, dashes, dots and underscores, after a domain if need be`);
    }
  }
  for (const [key, value] of Object.entries(record(labels)).filter(([, text]) => !isLabelValue(text))) {
    yield complain(object, at(`${path}.labels`, key), `'${String(value)}' is not a label: at most 63 letters, digits, dashes, dots and underscores`);
  }
}
