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

/** A queue, which keeps its messages in order or does not. Whether it does is undefined where nobody can tell. */
export class QueueHandle extends Handle {
  constructor(label: string, value: unknown, public readonly fifo: boolean | undefined) {
    super(label, value);
  }
}
