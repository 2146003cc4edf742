/** What is wrong with a volume where the workload runs. */
import { volumesAreMountedAsTheyCanBe } from './volumes-are-mounted-as-they-can-be';
import { volumesAreThere } from './volumes-are-there';
import { volumesFitTheSystem } from './volumes-fit-the-system';
import { EcsRule } from '../target';

export { VOLUME_FEATURES } from './volumes-are-there';

export const VOLUME_RULES: readonly EcsRule[] = [volumesAreThere, volumesFitTheSystem, volumesAreMountedAsTheyCanBe];
