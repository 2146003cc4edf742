import { Rule } from '../../model/rules/rule';

/** What comes nearest keeps nodes, not pods: nothing in Kubernetes chooses the pods that go when a Deployment wants fewer. */
export const tasksDoNotProtectThemselves: Rule = ({ taskProtection }, report) => {
  if (taskProtection) {
    report('EksTaskProtection', 'taskProtection', {});
  }
};
