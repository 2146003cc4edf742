/** The goals, in order. */
import { APP_START } from './app-start';
import { CHECKS } from './checks';
import { DEPLOYMENT } from './deployment';
import { Goal } from './goal';
import { IMAGES } from './images';
import { PACKAGE } from './package';
import { PROFILE } from './profile';
import { SYNTHESIS } from './synthesis';
import { TEMPLATES } from './templates';
import { TESTS } from './tests';

export const GOALS: readonly Goal[] = [
  ...SYNTHESIS, ...TEMPLATES, ...PROFILE, ...CHECKS, ...PACKAGE, ...TESTS, ...APP_START, ...DEPLOYMENT, ...IMAGES,
];

export * from './goal';
