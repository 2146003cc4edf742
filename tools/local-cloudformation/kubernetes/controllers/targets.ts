/** Which pods a load balancer's target group has, by the bindings of the cluster. */
import { ControllerContext } from './controller';
import { hasLabels } from '../../../kubernetes/selectors';
import { list, record, specOf, StoredObject } from '../api/values';

export interface Target {
  /** Address of the pod. */
  readonly id: string;
  readonly port: number;
  readonly pod: string;
  readonly healthy: boolean;
}

type View = Pick<ControllerContext, 'store' | 'lives' | 'around' | 'time'>;

/** The bindings whose Service finds a pod. */
export function bindingsOf(pod: StoredObject, { store }: Pick<View, 'store'>): StoredObject[] {
  const namespace = pod.metadata.namespace ?? '';
  return store.all('TargetGroupBinding', namespace).filter(binding => {
    const service = store.named('Service', namespace, String(record(specOf(binding).serviceRef).name));
    return service !== undefined && finds(service, pod);
  });
}

/** Why a binding registers nothing, if so. */
export function refuseBinding(binding: StoredObject, { store, around }: Pick<View, 'store' | 'around'>): string | undefined {
  const { serviceRef, targetGroupARN } = specOf(binding);
  const auto = binding.apiVersion.startsWith('eks.amazonaws.com/');
  const controller = auto ? 'auto-mode' as const : 'load-balancer-controller' as const;
  if (!around.has(controller)) { return 'there is no controller for it'; }
  if (!store.named('Service', binding.metadata.namespace ?? '', String(record(serviceRef).name))) { return `there is no Service ${String(record(serviceRef).name)}`; }
  return around.refuseTargets(String(targetGroupARN), auto);
}

export function targetsOf(targetGroupArn: string, view: View): Target[] {
  const bindings = view.store.all('TargetGroupBinding').filter(binding => specOf(binding).targetGroupARN === targetGroupArn && refuseBinding(binding, view) === undefined);
  return bindings.flatMap(binding => {
    const service = view.store.named('Service', binding.metadata.namespace ?? '', String(record(specOf(binding).serviceRef).name))!;
    return view.store.all('Pod', binding.metadata.namespace ?? '').filter(pod => finds(service, pod)).flatMap(pod => {
      const port = portOf(service, record(specOf(binding).serviceRef).port, pod);
      const { startedAt, readyAt = Infinity } = view.lives.get(pod.metadata.uid) ?? {};
      const target = { id: String(record(pod.status).podIP), pod: pod.metadata.name, healthy: readyAt <= view.time };
      return port === undefined || startedAt === undefined ? [] : [{ ...target, port }];
    });
  });
}

function finds(service: StoredObject, pod: StoredObject): boolean {
  const { selector } = specOf(service);
  return selector !== undefined && hasLabels(pod.metadata.labels ?? {}, selector);
}

/** A Service's port leads to a port of the container, by number or by name. */
function portOf(service: StoredObject, wanted: unknown, pod: StoredObject): number | undefined {
  const port = list(specOf(service).ports).map(record).find(one => one.port === wanted || one.name === wanted);
  const target: unknown = port?.targetPort ?? port?.port;
  if (target === undefined || typeof target === 'number') { return target; }
  const containers = [...list(specOf(pod).initContainers), ...list(specOf(pod).containers)].map(record);
  const named = containers.flatMap(({ ports }) => list(ports)).map(record).find(({ name }) => name === target);
  return named && Number(named.containerPort);
}
