/** All rules about the meaning of objects, in the order in which they are asked. */
import { Rule } from './rule';

export const RULES: readonly Rule[] = [];
