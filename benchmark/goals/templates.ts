/** G7 and G8: what a service becomes. */
import { Bench, Figure, Goal, round } from './goal';
import { allResources, Assembly } from '../harness/assembly';
import { CaseName } from '../harness/run';

/** CloudFormation's limits of one template. */
const MAX_RESOURCES = 500;
const MAX_BYTES = 1_000_000;

interface PerService {
  readonly resources: number;
  readonly bytes: number;
  readonly inOneStack: number;
}

/** From the difference of two sizes in one stack, so that nothing of the base counts. */
function perService(bench: Bench, name: CaseName): PerService {
  const services = (count: number) => bench.assembly({ name, services: count }).stacks.filter(stack => stack.name.startsWith('Services'))[0];
  const [few, many] = [services(1), services(2)];
  const resources = Object.keys(many.resources).length - Object.keys(few.resources).length;
  const bytes = many.bytes - few.bytes;
  const fixed = { resources: Object.keys(few.resources).length - resources, bytes: few.bytes - bytes };
  return {
    resources,
    bytes,
    inOneStack: Math.floor(Math.min((MAX_RESOURCES - 1 - fixed.resources) / resources, (MAX_BYTES - fixed.bytes) / bytes)),
  };
}

const g7: Goal = {
  id: 'G7',
  title: 'Resources and bytes of a service',
  measure: bench => {
    const peer = perService(bench, 'patterns');
    const figures = (['library-plain', 'library'] as const).flatMap((name): Figure[] => {
      const own = perService(bench, name);
      const label = name === 'library' ? 'production defaults' : 'without alarms';
      const how = 'template with two services less template with one';
      return [
        {
          what: `resources, ${label}`,
          value: own.resources,
          unit: '',
          atMost: 8,
          how,
          note: `peer ${peer.resources}; the second target group, which blue/green needs, is among them`,
        },
        { what: `services in a stack, ${label}`, value: own.inOneStack, unit: '', atLeast: 60, how: `${MAX_RESOURCES} resources or ${MAX_BYTES / 1e6} MB`, note: `peer ${peer.inOneStack}` },
        { what: `bytes of template, ${label}`, value: round(own.bytes / peer.bytes), unit: 'x', atMost: 0.6, how: `${how}, without white space`, note: `${own.bytes}, peer ${peer.bytes}` },
      ];
    });
    return [...figures, { what: 'resources that blue/green adds', value: NaN, unit: '', how: 'not measured', note: 'there is no blue/green rollout yet' }];
  },
};

/** What the same services become on EKS. Objects are custom resources there, of functions that the platform has once. */
function onEks(bench: Bench): Figure[] {
  const { resources, bytes, inOneStack } = perService(bench, 'eks');
  const [one, two] = [1, 2].map(services => bench.assembly({ name: 'eks', services }));
  const count = (assembly: Assembly, fits: (type: string) => boolean) => allResources(assembly).filter(({ Type }) => fits(Type)).length;
  const objects = (assembly: Assembly) => count(assembly, type => type.startsWith('Custom::AWSCDK-EKS-'));
  const functions = (assembly: Assembly) => count(assembly, type => type === 'AWS::Lambda::Function');
  const how = 'templates of one and two services on EKS in Auto Mode, production defaults';
  return [
    { what: 'EKS: resources of a service', value: resources, unit: '', how, note: `${inOneStack} services in a stack` },
    { what: 'EKS: bytes of template of a service', value: bytes, unit: 'bytes', how: `${how}, without white space` },
    {
      what: 'EKS: custom resources of a service',
      value: objects(two) - objects(one),
      unit: '',
      atMost: 1,
      how,
      note: 'each object is one, so that CloudFormation deletes what disappears (decision 050); and the rollout gate',
    },
    { what: 'EKS: functions per service', value: functions(two) - functions(one), unit: '', atMost: 0, how },
    { what: 'EKS: functions of a platform', value: functions(one), unit: '', how, note: 'kubectl, its framework, and the one that empties the default security group' },
  ];
}

const g8: Goal = {
  id: 'G8',
  title: 'Custom resources and functions',
  measure: bench => {
    const count = (assembly: Assembly) => allResources(assembly).filter(({ Type }) =>
      Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource').length;
    const functions = (assembly: Assembly) => allResources(assembly).filter(({ Type }) => Type === 'AWS::Lambda::Function').length;
    const [one, two] = [1, 2].map(services => bench.assembly({ name: 'library', services }));
    const how = 'templates of one and two services, production defaults';
    return [
      { what: 'custom resources per service', value: count(two) - count(one), unit: '', atMost: 0, how },
      { what: 'functions per service', value: functions(two) - functions(one), unit: '', atMost: 0, how },
      { what: 'custom resources of a platform', value: count(one), unit: '', atMost: 1, how, note: 'it empties the default security group of the VPC' },
      { what: 'functions of a platform', value: functions(one), unit: '', atMost: 1, how },
      ...onEks(bench),
    ];
  },
};

export const TEMPLATES: readonly Goal[] = [g7, g8];
