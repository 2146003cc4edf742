/** Tells a run that has done its work from one that was asked to end, and ended well, because something beside it had crashed. */
import type { Container, Task } from '@aws-sdk/client-ecs';
import { ReleaseProperties } from '../../wire/release';

/** Work that is done, and what programs end with that are asked to end, or made to. */
const GOOD = [0, 137, 143];

/** ECS does not say which container ended first, but what is only asked to end by the others does not end like this. */
export function crashedBeside({ containers = [] }: Task, { container, essential = [] }: ReleaseProperties): Container | undefined {
  return containers.find(beside => beside.name !== container && essential.includes(beside.name!) && isBad(beside));
}

export function isBad({ exitCode, reason = '' }: Container): boolean {
  return exitCode !== undefined && (!GOOD.includes(exitCode) || reason.startsWith('OutOfMemory'));
}
