import { IConstruct } from 'constructs';
import { EksGround } from './ground';
import { finding, refuse } from '../findings';

/** Objects of two workloads with one name would be the same objects. */
export function claimName(owner: IConstruct, { _names: names }: EksGround, namespace: string, name: string): void {
  const key = `${namespace}/${name}`;
  const taken = names.get(key);
  if (taken) {
    refuse(owner, [finding('EksNameTaken', 'workloadName', { name, namespace, owner: taken.node.path })]);
  }
  names.set(key, owner);
}
