import { Message } from './message';
import { MESSAGES } from './messages';

/** The codes of all messages. */
export type Code = keyof typeof MESSAGES;

/** The placeholders that the message of a code needs. */
export type Params<C extends Code> = Parameters<(typeof MESSAGES)[C]['what']>[0];

/**
 * One thing that is wrong with what the library was given.
 */
export class Finding {
  /** Stable identifier of the kind of mistake, for example `PortOutOfRange`. Part of the public API. */
  public readonly code: string;

  /** Where the wrong value is, for example `sidecars[0].port`. */
  public readonly path: string;

  /** What is wrong, with the value that was given. */
  public readonly what: string;

  /** What to do about it. */
  public readonly remedy: string;

  /**
   * The page the rule rests on.
   * @default - the rule is the library's own
   */
  public readonly see?: string;

  /** @internal */
  constructor(parts: { code: string; path: string; what: string; remedy: string; see?: string }) {
    this.code = parts.code;
    this.path = parts.path;
    this.what = parts.what;
    this.remedy = parts.remedy;
    this.see = parts.see;
  }

  /** The finding on three lines: what and where, what to do, where to read on. */
  public toString(): string {
    const lines = [`${this.path}: ${this.what} [${this.code}]`, `  -> ${this.remedy}`];
    return [...lines, ...(this.see ? [`     ${this.see}`] : [])].join('\n');
  }
}

/** Words a finding from the table of messages. */
export function finding<C extends Code>(code: C, path: string, params: Params<C>): Finding {
  const { what, remedy, see } = MESSAGES[code] as Message<Params<C>>;
  return new Finding({ code, path, what: what(params), remedy: remedy(params), see });
}
