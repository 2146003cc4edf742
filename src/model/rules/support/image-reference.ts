/** What is wrong with the name of an image, in the grammar that registries and `docker pull` share. */
export type ReferenceFault =
  | { readonly part: 'reference'; readonly reason: string; readonly nearest?: string }
  | { readonly part: 'tag' | 'digest'; readonly given: string };

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\d{1,5})?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

export function isTag(given: string): boolean {
  return TAG.test(given);
}

export function isDigest(given: string): boolean {
  return DIGEST.test(given);
}

/** Takes `host/name:tag@digest` apart from its end, and stops at the first part that cannot be one. */
export function referenceFault(reference: string): ReferenceFault | undefined {
  if (reference.trim() === '') {
    return { part: 'reference', reason: 'it is empty' };
  }
  if (/^[a-z]+:\/\//.test(reference)) {
    return { part: 'reference', reason: 'it begins with a scheme', nearest: reference.replace(/^[a-z]+:\/\//, '') };
  }
  const [tagged, digest] = splitAt(reference, reference.indexOf('@'));
  if (digest !== undefined && !isDigest(digest)) {
    return { part: 'digest', given: digest };
  }
  const colon = tagged.lastIndexOf(':');
  const [name, tag] = splitAt(tagged, colon > tagged.lastIndexOf('/') ? colon : -1);
  if (tag !== undefined && !isTag(tag)) {
    return { part: 'tag', given: tag };
  }
  return nameFault(name, reference);
}

/** The tag of a reference: undefined with a digest, which leaves no doubt, and `latest` where nothing is said. */
export function movableTag(reference: string): string | undefined {
  const tag = /:([^/:@]+)$/.exec(reference)?.[1];
  return reference.includes('@') ? undefined : tag ?? 'latest';
}

function nameFault(name: string, reference: string): ReferenceFault | undefined {
  const components = name.split('/');
  const hasHost = components.length > 1 && (/[.:A-Z]/.test(components[0]) || components[0] === 'localhost');
  const path = hasHost ? components.slice(1) : components;
  if (hasHost && !HOST.test(components[0])) {
    return { part: 'reference', reason: `'${components[0]}' is not the name of a registry` };
  }
  const wrong = path.find(component => !COMPONENT.test(component));
  if (wrong === undefined) {
    return undefined;
  }
  if (COMPONENT.test(wrong.toLowerCase())) {
    return { part: 'reference', reason: 'names are in lower case', nearest: reference.replace(wrong, wrong.toLowerCase()) };
  }
  return { part: 'reference', reason: wrong === '' ? 'a part of its name is empty' : `'${wrong}' cannot be part of a name` };
}

function splitAt(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
