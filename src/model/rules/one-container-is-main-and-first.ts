import { Rule } from './rule';

/** Renderers take the first container for the one that everything else is about. */
export const oneContainerIsMainAndFirst: Rule = ({ containers }, report) => {
  const [main, ...more] = containers.filter(({ role }) => role === 'main');
  if (main === undefined) {
    const candidate = containers.find(({ role }) => role === 'sidecar') ?? containers[0];
    if (candidate) {
      report('MainContainerMissing', 'containers', { candidate: candidate.name });
    }
    return;
  }
  for (const also of more) {
    report('MainContainerNotAlone', `containers.${also.name}.role`, { first: main.name, also: also.name });
  }
  if (containers[0] !== main) {
    report('MainContainerNotFirst', `containers.${main.name}`, { main: main.name });
  }
};
