import { SsoKind } from './capability-spec';

/**
 * Somebody in IAM Identity Center.
 */
export class IdentityCenterPrincipal {
  /**
   * A group.
   *
   * @param groupId its id, for example `0123456789-01234567-89ab-cdef-0123-456789abcdef`
   */
  public static group(groupId: string): IdentityCenterPrincipal {
    return new IdentityCenterPrincipal('SSO_GROUP', groupId);
  }

  /**
   * A user.
   *
   * @param userId its id, for example `01234567-89ab-cdef-0123-456789abcdef`
   */
  public static user(userId: string): IdentityCenterPrincipal {
    return new IdentityCenterPrincipal('SSO_USER', userId);
  }

  private constructor(private readonly kind: SsoKind, private readonly id: string) {}

  /** @internal */
  public _toIdentity(): { readonly type: SsoKind; readonly id: string } {
    return { type: this.kind, id: this.id };
  }
}
