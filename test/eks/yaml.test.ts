import { toYaml } from '../../src/eks/yaml';

describe('YAML', () => {
  test('has members below each other and items with a dash', () => {
    expect(toYaml({ kind: 'Service', spec: { ports: [{ name: 'http', port: 80 }, { name: 'web', port: 81 }], list: ['a', 'b'] } })).toBe([
      'kind: Service',
      'spec:',
      '  ports:',
      '    - name: http',
      '      port: 80',
      '    - name: web',
      '      port: 81',
      '  list:',
      '    - a',
      '    - b',
      '',
    ].join('\n'));
  });

  test.each([
    ['true', '"true"'], ['no', '"no"'], ['8080', '"8080"'], ['1.5', '"1.5"'], ['', '""'], ['a: b', '"a: b"'], ['250m', '"250m"'],
    ['apps/v1', 'apps/v1'], ['two\nlines', '"two\\nlines"'], ['# no comment', '"# no comment"'], ['0.0.0.0/0', '"0.0.0.0/0"'],
  ])('keeps text text: %s', (text, written) => {
    expect(toYaml({ value: text })).toBe(`value: ${written}\n`);
  });

  test('writes what is empty on one line, and leaves out what is not there', () => {
    expect(toYaml({ none: [], nothing: {}, missing: undefined, flag: false, count: 0 })).toBe('none: []\nnothing: {}\nflag: false\ncount: 0\n');
  });

  test('nests lists in lists', () => {
    expect(toYaml([['a'], [{ b: ['c'] }]])).toBe('- - a\n- - b:\n      - c\n');
  });
});
