/** The services' APIs as tables: one function per action. The HTTP face and the handlers of custom resources call the same functions. */
import { ServiceError } from '../engine/errors';
import { JsonObject } from '../engine/values';
import { Account } from '../resources/account';

export type Action = (input: JsonObject, account: Account) => unknown;
export type Service = Readonly<Record<string, Action>>;

/** Whatever is not in the tables is an error: an invented answer would hide what the caller relies on. */
export class Apis {
  constructor(private readonly account: Account, private readonly services: Readonly<Record<string, Service>>) {}

  /** For whoever is outside of the account: what was due has happened before, and time passes until there is an answer. */
  public async call(service: string, action: string, input: JsonObject): Promise<unknown> {
    const { agenda } = this.account;
    await agenda.catchUp();
    let over = false;
    const answer = this.callInside(service, action, input).finally(() => { over = true; });
    answer.catch(() => undefined);
    if (TAKES_TIME.includes(`${service}:${action}`)) { await agenda.until(() => over); }
    return answer;
  }

  /** For whoever is part of the account, such as a function that runs in it. */
  public async callInside(service: string, action: string, input: JsonObject): Promise<unknown> {
    const known = this.services[service]?.[action];
    if (!known) { throw new ServiceError('NotModelled', `${service}:${action} is not modelled by the local CloudFormation endpoint`); }
    return known(input, this.account);
  }
}

const TAKES_TIME = ['lambda:Invoke'];

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
