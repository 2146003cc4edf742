import { Rule } from './rule';

export const workloadHasAName: Rule = (spec, report) => {
  if (spec.name.trim() === '') {
    report('WorkloadNameMissing', 'name', {});
  }
};
