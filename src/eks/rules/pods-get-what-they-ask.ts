import { ContainerSpec, DEFAULTS } from '../../model';
import { Rule } from '../../model/rules/rule';

interface Missing {
  readonly option: string;
  readonly feature: string;
  readonly why: string;
  readonly instead: string;
  readonly asked: (container: ContainerSpec) => boolean;
}

/** What containers on ECS can have, and containers of a pod cannot. */
const MISSING: readonly Missing[] = [
  {
    option: 'privileged',
    feature: 'privileged container',
    why: 'the namespaces of the platform let none in, because whoever breaks into it has the node',
    instead: 'leave privileged off, and add the capabilities that are needed',
    asked: ({ privileged }) => privileged,
  },
  {
    option: 'linux.maxSwap',
    feature: 'swap space that a container chooses',
    why: 'the node decides whether it swaps',
    instead: 'leave maxSwap and swappiness out, and ask for more memory',
    asked: ({ linux }) => linux.maxSwapMiB !== undefined || linux.swappiness !== undefined,
  },
  {
    option: 'linux.devices',
    feature: 'device of the node by its path',
    why: 'Kubernetes hands out what device plugins count, such as GPUs',
    instead: 'leave devices out; ask for GPUs with gpus',
    asked: ({ linux }) => linux.devices.length > 0,
  },
  {
    option: 'restartPolicy.ignoredExitCodes',
    feature: 'exit code after which a container stays away',
    why: 'a pod starts each of its containers again',
    instead: 'leave ignoredExitCodes out, or make the container an init container',
    asked: ({ restart }) => restart !== undefined && restart.ignoredExitCodes.length > 0,
  },
  {
    option: 'restartPolicy.attemptPeriod',
    feature: 'time that a container must have run to be started again',
    why: 'Kubernetes starts it again and waits longer each time, up to five minutes',
    instead: 'leave attemptPeriod out',
    asked: ({ restart }) => restart !== undefined && !restart.attemptPeriod.isUnresolved()
      && restart.attemptPeriod.toMilliseconds() !== DEFAULTS.restart.attemptPeriod.toMilliseconds(),
  },
  {
    option: 'dockerLabels',
    feature: 'label of a single container',
    why: 'only pods and other objects have labels',
    instead: 'leave dockerLabels out; the pods of a workload can be found by its name',
    asked: ({ labels }) => Object.keys(labels).length > 0,
  },
  {
    option: 'versionConsistency',
    feature: 'looking up of what a tag means',
    why: 'each node pulls what the tag means to it',
    instead: 'leave versionConsistency out, and name the image by its digest',
    asked: ({ versionConsistency }) => versionConsistency === true,
  },
  {
    option: 'credentialSpec',
    feature: 'account of Active Directory (gMSA)',
    why: 'it takes a webhook and objects of its own, which clusters do not come with',
    instead: 'leave credentialSpec out, or run the workload on ECS',
    asked: ({ credentialSpec }) => credentialSpec !== undefined,
  },
];

export const podsGetWhatTheyAsk: Rule = ({ containers }, report) => {
  for (const container of containers) {
    for (const { option, feature, why, instead } of MISSING.filter(({ asked }) => asked(container))) {
      report('PodHasNot', `containers.${container.name}.${option}`, { feature, why, instead });
    }
  }
};
