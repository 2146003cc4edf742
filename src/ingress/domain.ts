import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';

/**
 * What can be said about a domain whose DNS lives in Route 53.
 */
export interface HostedZoneDomainOptions {
  /**
   * The name that routes without a host name answer to. It must be the zone's name or end in it.
   * @default - the name of the zone
   */
  readonly domainName?: string;

  /**
   * A certificate that covers the host names, e.g. because the zone is private and cannot validate one.
   * @default - one for the domain and its direct subdomains is made and validated through the zone; deeper host names
   * get one each
   */
  readonly certificate?: acm.ICertificate;

  /**
   * Host names that services of several stacks share. Their records (and certificates) are made with the ingress.
   * @default - a host name's record is made in the stack of the service that asks for it
   */
  readonly hostNames?: string[];

  /**
   * Whether alias records are made for the host names of routes.
   * @default true
   */
  readonly records?: boolean;
}

/**
 * What can be said about certificates you bring.
 */
export interface CertificatesDomainOptions {
  /**
   * The names the certificates cover, e.g. `example.com` and `*.example.com`. A route for any other host name is refused.
   * @default - unknown, nothing is checked
   */
  readonly covers?: string[];
}

/** @internal */
export type DomainSpec =
  | { readonly kind: 'hostedZone'; readonly zone: route53.IHostedZone; readonly options: HostedZoneDomainOptions }
  | { readonly kind: 'certificates'; readonly certificates: readonly acm.ICertificate[]; readonly covers?: readonly string[] }
  | { readonly kind: 'plainHttp'; readonly reason: string };

/**
 * Under which names an ingress answers, and who proves that it may.
 */
export class Domain {
  /**
   * DNS lives in Route 53: certificates are made and validated, and host names get alias records.
   *
   * The zone must know its name: `HostedZone.fromLookup` and `fromHostedZoneAttributes` do, `fromHostedZoneId` does not.
   *
   * @param zone the hosted zone
   * @param options names, a certificate of your own, records
   */
  public static hostedZone(zone: route53.IHostedZone, options: HostedZoneDomainOptions = {}): Domain {
    return new Domain({ kind: 'hostedZone', zone, options });
  }

  /**
   * You bring the certificates, and DNS is yours.
   *
   * @param certificates the first is the default, the rest are chosen by the name the client asks for
   * @param options which names they cover
   */
  public static certificates(certificates: acm.ICertificate[], options: CertificatesDomainOptions = {}): Domain {
    return new Domain({ kind: 'certificates', certificates: [...certificates], covers: options.covers });
  }

  /**
   * Neither TLS nor DNS: requests and answers travel in the clear.
   *
   * @param reason why that is right here; recorded as the acknowledgement of the compliance findings it causes
   */
  public static plainHttp(reason: string): Domain {
    return new Domain({ kind: 'plainHttp', reason });
  }

  private constructor(
    /** @internal */
    public readonly _spec: DomainSpec,
  ) {}

  /**
   * The same domain for a second load balancer, which cannot own the same host names.
   *
   * @internal
   */
  public _withoutHostNames(): Domain {
    const spec = this._spec;
    return spec.kind === 'hostedZone' ? Domain.hostedZone(spec.zone, { ...spec.options, hostNames: undefined }) : this;
  }
}
