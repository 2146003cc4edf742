import { EcsRule } from './target';
import { followsWork } from '../../model';
import { ecsOptions } from '../options';

/**
 * Without Container Insights a task is counted by what it reports of its processor, once a minute. One that reports every 20 seconds
 * counts for three, and has three times the work to do.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html
 */
export const tasksAreCountedOnce: EcsRule = ({ countsTasks }) => (spec, report) => {
  const { scaling } = spec;
  if (countsTasks === false && ecsOptions(spec).highResolutionMetrics && scaling.kind === 'range' && scaling.policies.some(followsWork)) {
    report('TasksCountedThrice', 'ecs.highResolutionMetrics', {});
  }
};
