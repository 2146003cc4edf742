/** The Parameter Store: what the account keeps there, and what AWS publishes to everybody. */
import { createHash } from 'node:crypto';
import { Account } from './account';

/** Where ids of machine images are published. A path that is not quite right leads nowhere, as it does on AWS. */
const PUBLISHED_IMAGES: readonly RegExp[] = [
  /^\/aws\/service\/eks\/optimized-ami\/.+\/image_id$/,
  /^\/aws\/service\/ami-amazon-linux-latest\/[\w.-]+$/,
  /^\/aws\/service\/ami-windows-latest\/[\w.-]+(\/image_id)?$/,
  /^\/aws\/service\/bottlerocket\/aws-(ecs|k8s)-[\w.-]+\/(x86_64|arm64)\/[\w.-]+\/image_id$/,
  // Amazon Linux 2 has a directory for each processor, accelerator and kernel; so has 2023.
  /^\/aws\/service\/ecs\/optimized-ami\/(amazon-linux-2023|amazon-linux-2)(\/kernel-[\d.]+)?(\/(arm64|gpu|inf|neuron))?\/(recommended|amzn2-ami-ecs[\w.-]+|al2023-ami-ecs[\w.-]+)\/image_id$/,
];

/** What looks right and is not there: the images for ECS are parameters with a directory of their own. */
const NOT_PUBLISHED: readonly RegExp[] = [
  /\/ecs\/optimized-ami\/amazon-linux-2\/neuron\//,
  /\/ami-windows-latest\/Windows_Server-[^/]*ECS_Optimized$/,
  /\/ami-windows-latest\/(?!Windows_Server-|EC2|TPM)/,
];

/** Ids of machine images are invented, one for each name; other things that AWS publishes are not modelled. */
export function parameterOf({ parameters }: Account, name: string): string | undefined {
  const isPublished = PUBLISHED_IMAGES.some(pattern => pattern.test(name)) && !NOT_PUBLISHED.some(pattern => pattern.test(name));
  return parameters.get(name) ?? (isPublished ? `ami-${createHash('sha256').update(name).digest('hex').slice(0, 17)}` : undefined);
}
