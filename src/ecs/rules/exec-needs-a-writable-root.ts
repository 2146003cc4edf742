import { Rule } from '../../model/rules/rule';

/** The agent behind ECS Exec writes to the container. Sidecars may stay closed: nobody is promised a shell there. */
export const execNeedsAWritableRoot: Rule = ({ exec, containers }, report) => {
  const main = containers.find(({ role }) => role === 'main');
  if (exec && main?.readOnlyRoot) {
    report('EcsExecNeedsWritableRoot', `containers.${main.name}.readOnlyRoot`, { container: main.name });
  }
};
