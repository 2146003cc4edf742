import { EcsAccessPack } from './pack';
import { Subject, subjectOf } from './subject';
import { Finding, finding } from '../../findings';
import { didYouMean } from '../../private/did-you-mean';

/** What would make a pack hold nowhere, or further than it seems. */
export function checkPack({ _name, _options: options }: EcsAccessPack, known: ReadonlySet<unknown>): Finding[] {
  const { workloads, resourceTags, principalTags, containers, sessionNames } = options;
  const foreign = (workloads ?? []).map(({ placement }) => !known.has(placement));
  return [
    ...workloads?.length === 0 ? [finding('AccessWorkloadsMissing', 'workloads', {})] : [],
    ...(workloads ?? []).flatMap(({ node }, index) => foreign[index] ? [finding('AccessWorkloadElsewhere', `workloads[${index}]`, { workload: node.path })] : []),
    ...checkTags('resourceTags', resourceTags),
    ...checkTags('principalTags', principalTags),
    ...resourceTags && !workloads && _name === 'Deployer' ? [finding('AccessTagsWithoutWorkloads', 'resourceTags', {})] : [],
    ...containers?.length === 0 ? [finding('AccessListEmpty', 'containers', { option: 'containers' })] : [],
    ...workloads && !foreign.includes(true) ? checkContainers(containers ?? [], workloads.map(workload => subjectOf(workload))) : [],
    ...sessionNames?.length === 0 ? [finding('AccessListEmpty', 'sessionNames', { option: 'sessionNames' })] : [],
    ...(sessionNames ?? []).flatMap((given, index) =>
      /^[\w+=,.@-]{2,64}$/.test(given) ? [] : [finding('AccessSessionNameMalformed', `sessionNames[${index}]`, { given })]),
  ];
}

function checkTags(option: string, tags: { readonly [name: string]: string } | undefined): Finding[] {
  return Object.entries(tags ?? {}).flatMap(([name, value]) => {
    const fits = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u.test(name) && value.length > 0 && value.length <= 256;
    return fits ? [] : [finding('AccessTagMalformed', `${option}.${name}`, { name, value })];
  });
}

/** Of workloads that were named: others may still come. */
function checkContainers(given: readonly string[], workloads: readonly Subject[]): Finding[] {
  const known = [...new Set(workloads.flatMap(({ containers }) => containers.map(({ containerName }) => containerName)))];
  return given.flatMap((name, index) => known.includes(name) || workloads.length === 0
    ? [] : [finding('AccessContainerUnknown', `containers[${index}]`, { given: name, known, nearest: didYouMean(name, known) })]);
}
