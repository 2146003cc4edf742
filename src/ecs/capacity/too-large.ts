import { Token } from 'aws-cdk-lib/core';
import { SizeSpec } from '../../model';

/** The most that an instance can have, as far as it is known. */
export interface Most {
  readonly vCpus?: number;
  readonly memoryMiB?: number;
}

/** What a workload needs more of than any instance has. */
export interface TooLarge {
  readonly needed: number;
  readonly most: number;
  readonly unit: string;
}

/** Copies that fit on no instance would wait for one forever. */
export function tooLarge(size: SizeSpec, { vCpus, memoryMiB }: Most): TooLarge[] {
  return [
    { needed: size.cpuUnits / 1024, most: vCpus, unit: 'vCPU', forAgent: 0 },
    // An instance never gives all of its memory to tasks: its system and the agent live there, too.
    { needed: size.memoryMiB, most: memoryMiB, unit: 'MiB of memory', forAgent: 1 },
  ].flatMap(({ needed, most, unit, forAgent }) => most !== undefined && ![most, needed].some(Token.isUnresolved) && needed + forAgent > most
    ? [{ needed, most, unit }] : []);
}
