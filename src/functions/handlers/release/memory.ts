/**
 * What is remembered of a revision: in tags of its task definition, which live as long as the revision can be run, where ECS forgets a
 * task an hour after its end. CloudFormation leaves tags alone that it has not set.
 */
import { createHash } from 'node:crypto';
import { ReleaseAws } from './aws';
import { ReleaseMemory } from './situation';
import { classify } from '../errors';

/** Whether the revision has been run, and whether that has been taken back. */
export const MEMORIES = { release: 'container-platform:release', undo: 'container-platform:release-undone' } as const;

export type MemoryKind = keyof typeof MEMORIES;
export type Memories = Partial<Record<MemoryKind, ReleaseMemory>>;

/** The value of a tag has 256 characters. */
const KEPT = 6;

/** A revision that does not exist any more has nothing to remember. */
export async function memoriesOf(aws: Pick<ReleaseAws, 'listTagsForResource'>, taskDefinition: string | undefined): Promise<Memories> {
  if (taskDefinition === undefined) { return {}; }
  try {
    const { tags = [] } = await aws.listTagsForResource({ resourceArn: taskDefinition });
    const of = (kind: MemoryKind) => read(tags.find(({ key }) => key === MEMORIES[kind])?.value);
    return { release: of('release'), undo: of('undo') };
  } catch (error) {
    if (classify(error) === 'terminal') { return {}; }
    throw error;
  }
}

export async function remember(aws: Pick<ReleaseAws, 'tagResource'>, taskDefinition: string, kind: MemoryKind, memory: ReleaseMemory): Promise<void> {
  const { state, request, since, at, past } = memory;
  const value = [state, request, since, at, ...past.slice(0, KEPT)].join(' ');
  await aws.tagResource({ resourceArn: taskDefinition, tags: [{ key: MEMORIES[kind], value }] });
}

function read(value: string | undefined): ReleaseMemory | undefined {
  const [state, request, since, at, ...past] = (value ?? '').split(' ');
  return at === undefined ? undefined : { state: state as ReleaseMemory['state'], request, since: Number(since), at: Number(at), past };
}

/** What a request, or a job, is called where only some characters may be. */
export function shortId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 24);
}
