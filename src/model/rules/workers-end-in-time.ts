import { Rule } from './rule';

/** A message must not be handed to another copy while the one that has it may still work on it. */
export const workersEndInTime: Rule = ({ queue, containers }, report) => {
  const visibility = queue?.source.visibilityTimeout;
  const [main] = containers;
  if (visibility === undefined || visibility.isUnresolved() || main === undefined || main.stopTimeout.isUnresolved()) {
    return;
  }
  const [seconds, stop] = [visibility, main.stopTimeout].map(time => time.toSeconds({ integral: false }));
  if (seconds < stop) {
    report('VisibilityEndsFirst', `containers.${main.name}.stopTimeout`, { visibility: seconds, stop });
  }
};
