/** What the API server says no with, and what it never says anything about. */

export class ApiError extends Error {
  /** `reason` is one word of the API's, such as NotFound. */
  constructor(public readonly reason: 'NotFound' | 'AlreadyExists' | 'Invalid' | 'BadRequest' | 'NoMatch' | 'NotModelled' | 'Forbidden', message: string) {
    super(message);
  }
}

/** A deletion that waits for somebody who is not there any more. */
export class NeverEnds extends Error {}
