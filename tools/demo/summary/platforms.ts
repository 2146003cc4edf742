/** The same app on two platforms, side by side: what ECS was told, and what the cluster was told. */
import { LocalAws } from '../../local-cloudformation';
import { clustersOf, isOurs } from '../clusters';
import { section } from '../terminal';

type Row = Readonly<Record<string, string>>;

/** A service in words that fit both platforms. */
interface Seen {
  readonly name: string;
  readonly facts: Row;
}

const WIDTH = 34;

/** Nothing, unless the app is on both. */
export function platforms(aws: LocalAws): string[] {
  const [ecs, eks] = [onEcs(aws), onEks(aws)];
  if (ecs.length === 0 || eks.length === 0) {
    return [];
  }
  const rows = ecs.flatMap(({ name, facts }) => {
    const twin = eks.find(other => other.name === name);
    return [[name, '', ''], ...Object.entries(facts).map(([what, value]) => [`  ${what}`, cell(value), cell(twin?.facts[what] ?? '-')])];
  });
  const [here, there] = [stackOf(aws, 'AWS::ECS::Service'), stackOf(aws, 'AWS::EKS::Cluster')];
  const totals = [
    ['resources', ...[here, there].map(stack => cell(String(aws.account.live().filter(live => live.stackName === stack).length)))],
    ['alarms', ...[here, there].map(stack => cell(String(aws.account.live('AWS::CloudWatch::Alarm').filter(live => live.stackName === stack).length)))],
    ['objects in the cluster', cell('-'), cell(String(clustersOf(aws).flatMap(cluster => cluster.objects().filter(isOurs)).length))],
  ];
  return section('One app, two platforms', `${cell(here)}  ${there}`, [...rows, ...totals]);
}

function onEcs({ account }: LocalAws): Seen[] {
  return account.live('AWS::ECS::Service').map(service => {
    const { properties } = service;
    const definition = account.live('AWS::ECS::TaskDefinition').find(({ physicalId }) => physicalId === properties.TaskDefinition)!.properties as any;
    const [main] = definition.ContainerDefinitions;
    const bounds = account.live('AWS::ApplicationAutoScaling::ScalableTarget')
      .find(target => String(target.properties.ResourceId).endsWith(service.attributes.Name as string));
    return {
      name: main.Name,
      facts: {
        'image': tagOf(main.Image),
        'size': `${definition.Cpu / 1024} vCPU, ${definition.Memory} MiB`,
        'copies': bounds ? `${bounds.properties.MinCapacity} to ${bounds.properties.MaxCapacity}` : String(properties.DesiredCount),
        'kept by': 'ECS service with circuit breaker',
        'listens behind': `${((properties.LoadBalancers as unknown[]) ?? []).length} target group`,
        'variables': names((main.Environment ?? []).map(({ Name }: { Name: string }) => Name)),
        'identity': 'task role',
      },
    };
  });
}

function onEks(aws: LocalAws): Seen[] {
  return clustersOf(aws).flatMap(cluster => cluster.objects('Deployment').filter(isOurs).map((deployment: any) => {
    const { name, namespace } = deployment.metadata;
    const [main] = deployment.spec.template.spec.containers;
    const scaler: any = cluster.find('HorizontalPodAutoscaler', namespace, name);
    const bindings = cluster.objects('TargetGroupBinding', namespace).filter((binding: any) => binding.spec.serviceRef.name === name);
    const pods = cluster.pods(namespace).filter(({ labels }) => labels['app.kubernetes.io/name'] === name);
    return {
      name,
      facts: {
        'image': tagOf(main.image),
        'size': `${parseInt(main.resources.requests.cpu, 10) / 1000} vCPU, ${parseInt(main.resources.requests.memory, 10)} MiB`,
        'copies': scaler ? `${scaler.spec.minReplicas} to ${scaler.spec.maxReplicas}` : String(deployment.spec.replicas),
        'kept by': `Deployment with gate, ${pods.filter(({ ready }) => ready).length} pods ready`,
        'listens behind': `${bindings.length} target group`,
        'variables': names((main.env ?? []).map((variable: { name: string }) => variable.name).filter((variable: string) => variable !== 'AWS_REGION')),
        'identity': pods.every(({ role }) => role !== undefined) ? 'role by Pod Identity' : 'none',
      },
    };
  }));
}

function stackOf({ account }: LocalAws, type: string): string {
  return account.live(type)[0].stackName;
}

/** The last part of an image's name. */
function tagOf(image: unknown): string {
  return String(image).split('/').pop()!;
}

function names(all: readonly string[]): string {
  return [...all].sort().join(', ') || 'none';
}

function cell(text: string): string {
  return text.padEnd(WIDTH);
}
