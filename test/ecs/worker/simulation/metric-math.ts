/**
 * As much of CloudWatch's metric math as the policies of workers use, for one minute at a time. A metric without a value makes
 * everything unknown that stands on it, as does a division by nothing.
 */

export type Value = number | undefined;

/** The value of an expression when metrics have these. */
export function evaluate(expression: string, values: Readonly<Record<string, Value>>): Value {
  const tokens = expression.match(/\d+(\.\d+)?(e-?\d+)?|\w+|<=|>=|[-+*/<>(),[\]]/g) ?? [];
  let at = 0;
  const peek = () => tokens[at];
  const take = (wanted?: string) => {
    if (wanted !== undefined && tokens[at] !== wanted) {
      throw new Error(`expected '${wanted}' at ${at} of ${expression}`);
    }
    return tokens[at++];
  };

  function comparison(): Value {
    const left = sum();
    if (peek() === '<' || peek() === '>') {
      const operator = take();
      return both(left, sum(), (a, b) => Number(operator === '<' ? a < b : a > b));
    }
    return left;
  }

  function sum(): Value {
    let left = product();
    while (peek() === '+' || peek() === '-') {
      const operator = take();
      left = both(left, product(), (a, b) => operator === '+' ? a + b : a - b);
    }
    return left;
  }

  function product(): Value {
    let left = atom();
    while (peek() === '*' || peek() === '/') {
      const operator = take();
      left = both(left, atom(), (a, b) => operator === '*' ? a * b : b === 0 ? undefined : a / b);
    }
    return left;
  }

  function atom(): Value {
    const token = take();
    if (token === '(') {
      const inner = comparison();
      take(')');
      return inner;
    }
    if (peek() === '(') {
      return call(token);
    }
    if (/^\d/.test(token)) {
      return Number(token);
    }
    if (!(token in values)) {
      throw new Error(`${expression} knows no ${token}`);
    }
    return values[token];
  }

  function call(name: string): Value {
    take('(');
    const inList = peek() === '[';
    if (inList) {
      take('[');
    }
    const given = [comparison()];
    while (peek() === ',') {
      take(',');
      given.push(comparison());
    }
    if (inList) {
      take(']');
    }
    take(')');
    switch (name) {
      case 'MAX': return given.some(value => value === undefined) ? undefined : Math.max(...given as number[]);
      case 'FILL': return given[0] ?? given[1];
      case 'IF': return given[0] === undefined ? undefined : given[0] ? given[1] : given[2];
      default: throw new Error(`metric math of the test knows no ${name}`);
    }
  }

  const value = comparison();
  if (at < tokens.length) {
    throw new Error(`${expression} goes on after ${tokens.slice(0, at).join(' ')}`);
  }
  return value;
}

function both(left: Value, right: Value, join: (a: number, b: number) => Value): Value {
  return left === undefined || right === undefined ? undefined : join(left, right);
}
