/** EventBridge Scheduler: a schedule is made in a group that is there already. */
import { ModelTable, text } from '../model';

const DEFAULT = 'default';

export const scheduler: ModelTable = {
  'AWS::Scheduler::Schedule': {
    check: ({ account, properties }) => {
      const group = text(properties.GroupName) ?? DEFAULT;
      if (group !== DEFAULT && !account.find('AWS::Scheduler::ScheduleGroup', group)) { throw new Error(`Schedule group ${group} does not exist.`); }
    },
  },
};
