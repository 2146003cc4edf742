import { Rule } from './rule';
import { RouteMatch } from '../exposure';
import { known } from './support/known';

/** Two ways in for the very same requests leave the choice to chance. */
export const exposuresDiffer: Rule = ({ exposures }, report) => {
  const firsts = new Map<string, number>();
  exposures.forEach(({ audience, match }, index) => {
    const key = known(match) ? `${audience} ${keyOf(match)}` : `unknown ${index}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, index);
    } else {
      report('ExposureTaken', `exposures[${index}]`, { other: `exposures[${first}]`, audience });
    }
  });
};

/** The same text for the same requests, in whatever order the alternatives stand. */
function keyOf({ hostNames, paths, headers, queryStrings, sourceIps, methods }: RouteMatch): string {
  const alternatives = [
    hostNames.map(host => host.toLowerCase()),
    paths,
    headers.map(({ name, values }) => `${name.toLowerCase()}=${[...values].sort().join('|')}`),
    queryStrings.map(({ key, value }) => `${key}=${value}`),
    sourceIps,
    methods,
  ];
  return JSON.stringify(alternatives.map(values => [...values].sort()));
}
