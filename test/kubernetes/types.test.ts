import { readFileSync } from 'fs';
import { GENERATED_FILE, generateTypes } from '../../tools/kubernetes/generate-types';
import { KINDS } from '../../tools/kubernetes/kinds';
import { TYPES } from '../../tools/kubernetes/structure/check';
import { WORDS } from '../../tools/kubernetes/structure/notation';
import { CHOICES } from '../../tools/kubernetes/structure/words';

describe('the types of Kubernetes', () => {
  test('are those of the installed client', () => {
    expect(readFileSync(GENERATED_FILE, 'utf8')).toBe(generateTypes());
  });

  test('are made of types that are known', () => {
    const used = [...Object.values(TYPES).flatMap(members => Object.values(members)).map(type => type.replace(/^(\[\]|\{\})+/, '')), ...Object.values(KINDS).map(({ type }) => type)];
    expect(used.filter(type => !Object.hasOwn(TYPES, type) && !Object.hasOwn(WORDS, type))).toEqual([]);
  });

  test('have the members that take only certain words', () => {
    const gone = Object.keys(CHOICES).filter(choice => {
      const [type, member] = choice.split('.');
      return TYPES[type]?.[member] === undefined && TYPES[type]?.[`${member}!`] === undefined;
    });
    expect(gone).toEqual([]);
  });
});
