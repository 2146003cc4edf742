import * as ecs from 'aws-cdk-lib/aws-ecs';
import { EcsRule } from './target';
import { sharedSystemControls } from '../../model/rules/support/shared-system-controls';
import { ecsOptions } from '../options';
import { hasOwnAddress, networkModeOf } from '../task-network';

const isOfNetwork = (name: string) => name.startsWith('net.');

/**
 * A kernel parameter belongs to a namespace: that of the container, that all containers of a task share, or that of the machine.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
 */
export const systemControlsAreTheContainers: EcsRule = ({ launchType }) => (spec, report) => {
  const mode = networkModeOf(spec, launchType);
  const { ipcMode } = ecsOptions(spec);
  for (const { name: container, linux } of spec.containers) {
    for (const name of Object.keys(linux.systemControls)) {
      const machines = isOfNetwork(name) ? mode === ecs.NetworkMode.HOST && `network mode '${mode}'` : ipcMode === ecs.IpcMode.HOST && `IPC mode '${ipcMode}'`;
      if (machines) {
        report('SystemControlOfTheMachine', `containers.${container}.linux.systemControls.${name}`, { name, mode: machines });
      }
    }
  }
  const isShared = (name: string) => isOfNetwork(name) ? hasOwnAddress(mode) : ipcMode === ecs.IpcMode.TASK;
  sharedSystemControls(spec, report, isShared);
};
