import { MESSAGES } from '../../src/findings/messages';
import { errorsPage } from '../../tools/docs/errors';

const rows = errorsPage().split('\n').filter(line => line.startsWith('| <a id='));

test('the page of errors has one row for each code', () => {
  const shown = rows.map(row => /<\/a>(\w+) \|/.exec(row)?.[1]);

  expect([...shown].sort()).toEqual(Object.keys(MESSAGES).sort());
});

test('every row says what is wrong and what to do, in four cells', () => {
  const cells = rows.map(row => row.split(/(?<!\\)\|/).slice(1, -1).map(cell => cell.trim()));

  expect(cells.filter(row => row.length !== 4 || row[1] === '' || row[2] === '')).toEqual([]);
});

test('no value is left open in a row that shows a mistake', () => {
  expect(rows.filter(row => /undefined|NaN|\[object/.test(row))).toEqual([]);
});
