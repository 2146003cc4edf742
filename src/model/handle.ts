/**
 * Something that belongs to a platform: a secret, a repository, a file system.
 *
 * The model carries it from the front-end to the renderer and prints its label; it never looks inside.
 */
export class Handle {
  constructor(
    /** What a reader recognises it by. */
    public readonly label: string,
    /** For the renderer's eyes only. */
    public readonly value: unknown,
  ) {}
}
