import { SPEC_FIELDS } from './fields';
import { matrix } from './matrix';
import { MATRIX } from './rows';

Object.entries(MATRIX).forEach(([group, rows]) => matrix(group, rows));

describe('the whole specification', () => {
  const covered = new Set<string>(Object.values(MATRIX).flat().flatMap(({ covers }) => covers));

  test('has a row for each of its members', () => {
    expect(SPEC_FIELDS.filter(field => !covered.has(field))).toEqual([]);
  });

  test('lists each member once', () => {
    expect([...new Set(SPEC_FIELDS)]).toEqual(SPEC_FIELDS);
  });
});
