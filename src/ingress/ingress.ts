import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accessLogBucket, logTo } from './access-logs';
import { acknowledgeChoices, acknowledgePlainHttp, acknowledgeRedirect, acknowledgeTestPeers } from './acknowledgements';
import { certificates } from './certificates';
import { Domain } from './domain';
import { managedWebAcl } from './firewall';
import { IngressBase } from './ingress-base';
import { ExistingLoadBalancerOptions, IngressProps } from './ingress-props';
import { checkExisting, checkIngress } from './ingress-rules';
import { IngressSecurityGroup } from './security-group';
import { refuse } from '../findings';
import { PlatformProfile } from '../vocabulary';

const MAX_ROUTES = 50;

/**
 * One Application Load Balancer for many services.
 *
 * Listens on 443 with a current TLS policy and sends port 80 there; what no route takes is answered with 404. The rules,
 * target groups and records of a service are made in the stack of the service, so platform and services may live in
 * different stacks.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
export class Ingress extends IngressBase {
  /**
   * Puts routes on a load balancer that exists already.
   *
   * @param scope usually the stack of the services
   * @param id short and stable
   * @param options the load balancer, its listener and its security group
   */
  public static fromApplicationLoadBalancer(scope: Construct, id: string, options: ExistingLoadBalancerOptions): IngressBase {
    return new ExistingIngress(scope, id, options);
  }

  /** The load balancer. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;

  /** The listener on port 443; undefined with plain HTTP. */
  public readonly httpsListener?: elbv2.ApplicationListener;

  /** The listener on port 80 that sends clients to HTTPS; undefined with plain HTTP. */
  public readonly redirectListener?: elbv2.ApplicationListener;

  /** The listener on port 80 that takes the traffic; undefined unless the domain is plain HTTP. */
  public readonly httpListener?: elbv2.ApplicationListener;

  /** The certificates of the listener, the default one first. */
  public readonly certificates: acm.ICertificate[];

  /** Where requests are logged; undefined if they are not. */
  public readonly accessLogBucket?: s3.IBucket;

  /** The web ACL that was made; undefined without managed rules. */
  public readonly webAcl?: wafv2.CfnWebACL;

  /** What attaches the web ACL; undefined without a firewall. */
  public readonly webAclAssociation?: wafv2.CfnWebACLAssociation;

  private readonly domain: Domain;
  private readonly tlsPolicy: elbv2.SslPolicy;

  /**
   * @param scope the platform or stack
   * @param id short and stable
   * @param props only network and domain must be given
   * @throws if AWS would refuse the load balancer, or the domain cannot work
   */
  public constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    refuse(this, checkIngress(props));
    const { vpc, domain, profile = PlatformProfile.PRODUCTION, internetFacing = true, dualStack = false } = props;
    const domains = [domain, ...props.additionalDomains ?? []];
    const https = domain._spec.kind !== 'plainHttp';

    const securityGroup = new IngressSecurityGroup(this, 'SecurityGroup', {
      vpc,
      ports: https ? [443, 80] : [80],
      peers: props.allowedPeers ?? defaultPeers(vpc, internetFacing, dualStack),
      targetCidrs: props.targetCidrs ?? [vpc.vpcCidrBlock],
    });
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      vpcSubnets: subnetsOf(props),
      internetFacing,
      securityGroup,
      ipAddressType: dualStack ? elbv2.IpAddressType.DUAL_STACK : elbv2.IpAddressType.IPV4,
      deletionProtection: props.deletionProtection ?? profile.deletionProtection,
      idleTimeout: props.idleTimeout ?? Duration.seconds(60),
      http2Enabled: props.http2 ?? true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: props.desyncMitigation ?? elbv2.DesyncMitigationMode.DEFENSIVE,
      xffHeaderProcessingMode: elbv2.XffHeaderProcessingMode.APPEND,
    });
    if (props.zonalShift) {
      this.loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
    }

    this.domain = domain;
    this.tlsPolicy = props.tlsPolicy ?? elbv2.SslPolicy.TLS13_12_PQ;
    this.certificates = certificates(this, domains);
    const listener = https
      ? new elbv2.ApplicationListener(this, 'Https', {
        loadBalancer: this.loadBalancer,
        port: 443,
        protocol: elbv2.ApplicationProtocol.HTTPS,
        certificates: this.certificates,
        sslPolicy: this.tlsPolicy,
        open: false,
        defaultAction: noService(),
      })
      : this.httpListenerWith(noService());
    if (https) {
      this.httpsListener = listener;
      this.redirectListener = this.httpListenerWith(elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }));
      acknowledgeRedirect(this.redirectListener);
    } else {
      this.httpListener = listener;
      acknowledgePlainHttp(listener, domain);
    }

    if (props.accessLogs ?? (props.accessLogBucket !== undefined || profile.trafficLogs)) {
      this.accessLogBucket = props.accessLogBucket ?? accessLogBucket(this, 'AccessLogs', profile);
      logTo(this.loadBalancer, this.accessLogBucket, props.accessLogPrefix);
    }
    if (props.waf) {
      const spec = props.waf._spec;
      this.webAcl = spec.kind === 'managedRules' ? managedWebAcl(this, 'WebAcl', spec.options, profile) : undefined;
      this.webAclAssociation = new wafv2.CfnWebACLAssociation(this, 'WebAclAssociation', {
        webAclArn: spec.kind === 'webAcl' ? spec.arn : this.webAcl!.attrArn,
        resourceArn: this.loadBalancer.loadBalancerArn,
      });
    }
    acknowledgeChoices(this.loadBalancer, securityGroup, props, profile);

    this._open({
      vpc,
      listener,
      loadBalancer: this.loadBalancer,
      securityGroup,
      domains,
      https,
      internetFacing,
      dualStack,
      maxRoutes: props.maxRoutes ?? MAX_ROUTES,
      takenPriorities: [],
    });
  }

  /** @internal */
  protected _testListener(port: number, peers: readonly ec2.IPeer[]): elbv2.IApplicationListener {
    const id = `Test${port}`;
    const secure = this.httpsListener !== undefined;
    (peers.length > 0 ? peers : [ec2.Peer.ipv4(this.vpc.vpcCidrBlock)])
      .forEach(peer => this.securityGroup.addIngressRule(peer, ec2.Port.tcp(port), `${port} for test traffic`));
    if (peers.length === 0) {
      acknowledgeTestPeers(this.securityGroup, port);
    }
    const listener = this.node.tryFindChild(id) as elbv2.ApplicationListener | undefined;
    if (listener) {
      return listener;
    }
    const made = new elbv2.ApplicationListener(this, id, {
      loadBalancer: this.loadBalancer,
      port,
      protocol: secure ? elbv2.ApplicationProtocol.HTTPS : elbv2.ApplicationProtocol.HTTP,
      ...secure && { certificates: this.certificates, sslPolicy: this.tlsPolicy },
      open: false,
      defaultAction: noService(),
    });
    if (!secure) {
      acknowledgePlainHttp(made, this.domain);
    }
    return made;
  }

  private httpListenerWith(defaultAction: elbv2.ListenerAction): elbv2.ApplicationListener {
    return new elbv2.ApplicationListener(this, 'Http', {
      loadBalancer: this.loadBalancer,
      port: 80,
      protocol: elbv2.ApplicationProtocol.HTTP,
      open: false,
      defaultAction,
    });
  }
}

/** Routes on a load balancer that was not made by this class. */
class ExistingIngress extends IngressBase {
  public constructor(scope: Construct, id: string, options: ExistingLoadBalancerOptions) {
    super(scope, id);
    refuse(this, checkExisting(options));
    const { vpc, loadBalancer, listener, securityGroup, domain, internetFacing, dualStack = false } = options;
    const made = listener instanceof elbv2.ApplicationListener ? listener.protocol === elbv2.ApplicationProtocol.HTTPS : undefined;
    const domains = domain && domain._spec.kind !== 'plainHttp' ? [domain] : [];
    this._open({
      vpc,
      listener,
      loadBalancer,
      securityGroup,
      domains,
      https: options.https ?? made ?? domain?._spec.kind !== 'plainHttp',
      internetFacing,
      dualStack,
      maxRoutes: options.maxRoutes ?? MAX_ROUTES,
      takenPriorities: options.takenPriorities ?? [],
    });
  }

  /** @internal */
  protected _testListener(): undefined {
    return undefined;
  }
}

/** The answer to requests that no route takes. */
function noService(): elbv2.ListenerAction {
  return elbv2.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'No service answers here.' });
}

function defaultPeers(vpc: ec2.IVpc, internetFacing: boolean, dualStack: boolean): ec2.IPeer[] {
  return internetFacing
    ? [ec2.Peer.anyIpv4(), ...(dualStack ? [ec2.Peer.anyIpv6()] : [])]
    : [ec2.Peer.ipv4(vpc.vpcCidrBlock)];
}

/** The subnets the load balancer is put into. */
function subnetsOf({ subnets, internetFacing = true }: IngressProps): ec2.SubnetSelection {
  return subnets ?? { subnetType: internetFacing ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS };
}
