/** G9: who the processor works for. */
import { Goal, round } from './goal';
import { profileOf } from '../harness/cpu-profile';

const g9: Goal = {
  id: 'G9',
  title: 'Share of the library\'s own code',
  measure: ({ build, sizes }) => {
    const profile = profileOf(build, { name: 'library', services: sizes.many });
    const percent = (share: number) => round(share * 100, 1);
    return [{
      what: `samples in the library, ${sizes.many} services`,
      value: percent(profile.own),
      unit: '%',
      atMost: 3,
      how: 'V8 CPU profile, production defaults, functions that were running',
      note: `with all that the library calls ${percent(profile.caused)} %`,
    }];
  },
};

export const PROFILE: readonly Goal[] = [g9];
