/** The accounts and regions of one run: each is made when somebody first goes there. */
import type { LocalAws } from './index';

/** Keys that an assumed role gets say whose account it is of. */
const KEY = /^ASIA0000(\d{12})$/;

export function keyOf(account: string): string {
  return `ASIA0000${account}`;
}

export class Places {
  private readonly known = new Map<string, LocalAws>();

  /**
   * @param home where whoever assumed no role is
   * @param make makes another one
   */
  constructor(private readonly home: LocalAws, private readonly make: (account: string, region: string) => LocalAws) {
    this.known.set(nameOf(home.account.id, home.account.region), home);
  }

  public in(account: string, region: string): LocalAws {
    const name = nameOf(account, region);
    const place = this.known.get(name) ?? this.make(account, region);
    this.known.set(name, place);
    return place;
  }

  /** Where the signature of a request says that it goes: `Credential=key/date/region/service/aws4_request`. */
  public of(authorization: string): LocalAws {
    const [, key, region] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(authorization) ?? [];
    return region === undefined ? this.home : this.in(KEY.exec(key)?.[1] ?? this.home.account.id, region);
  }

  /** All that there are, home first. */
  public all(): LocalAws[] {
    return [...this.known.values()];
  }
}

const nameOf = (account: string, region: string): string => `${account}/${region}`;
