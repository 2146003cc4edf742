/** Label selectors as they are written on a command line: `a=b,c!=d,e,!f,g in (h,i)`. */

type Test = (labels: Record<string, string>) => boolean;

export function parseSelector(text: string): Test {
  const tests = text.split(/,(?![^(]*\))/).map(part => part.trim()).filter(Boolean).map(testOf);
  return labels => tests.every(test => test(labels));
}

function testOf(part: string): Test {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key, operator, values] = set;
    const wanted = values.split(',').map(value => value.trim());
    return labels => (labels[key] !== undefined && wanted.includes(labels[key])) === (operator === 'in');
  }
  const [, key, operator, value] = /^([^=!\s]+)\s*(==|=|!=)\s*(.*)$/.exec(part) ?? [];
  if (key !== undefined) { return labels => (labels[key] === value) === (operator !== '!='); }
  return part.startsWith('!') ? labels => labels[part.slice(1)] === undefined : labels => labels[part] !== undefined;
}
