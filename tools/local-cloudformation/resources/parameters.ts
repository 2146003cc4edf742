/** The Parameter Store: what the account keeps there, and what AWS publishes to everybody. */
import { createHash } from 'node:crypto';
import { Account } from './account';

/** Ids of machine images are invented, one for each name; other things that AWS publishes are not modelled. */
const PUBLISHED_IMAGE = /^\/aws\/service\/(eks|bottlerocket|ami-windows-latest|ecs|ami-amazon-linux-latest)\/.+/;

export function parameterOf({ parameters }: Account, name: string): string | undefined {
  return parameters.get(name) ?? (PUBLISHED_IMAGE.test(name) ? `ami-${createHash('sha256').update(name).digest('hex').slice(0, 17)}` : undefined);
}
