/** The rule packs over ingresses: nothing unexplained, and proof that the packs see. */
import { Template } from 'aws-cdk-lib/assertions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { Ground, SETTINGS, ground, ingressIn, route } from './support';
import { Domain, IngressProps, Waf } from '../../src/ingress';
import { PlatformProfile } from '../../src/vocabulary';

const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

/** Every finding about the ingress and its routes, as `rule at path`; the network is another matter. */
function findings({ app, stack }: Ground): string[] {
  Template.fromStack(stack);
  return PACKS.flatMap(Pack => new Pack(app).validateScope(app).violations)
    .flatMap(violation => (violation.violatingResources ?? []).map(({ constructPath }) => `${violation.ruleName} at ${constructPath}`))
    .filter(found => !found.includes('/Vpc/'));
}

const INGRESSES: [string, (on: Ground) => Partial<IngressProps>][] = [
  ['the default ingress', () => ({})],
  ['an internal one', () => ({ internetFacing: false })],
  ['one in development', () => ({ profile: PlatformProfile.DEVELOPMENT })],
  ['one in development that logs', () => ({ profile: PlatformProfile.DEVELOPMENT, accessLogs: true })],
  ['plain HTTP with a reason', () => ({ domain: Domain.plainHttp('a proxy in front of it speaks TLS') })],
  ['one with managed rules', () => ({ waf: Waf.managedRules() })],
  ['one with managed rules in development', () => ({ waf: Waf.managedRules({ logging: true }), profile: PlatformProfile.DEVELOPMENT })],
  ['one with rules that are not logged', () => ({ waf: Waf.managedRules({ logging: false }) })],
  ['one with a web ACL that exists', () => ({ waf: Waf.webAcl('arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shared/0123') })],
  ['dual stack', () => ({ dualStack: true })],
];

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each(INGRESSES)('%s has no unexplained finding', (__, props) => {
    const on = ground(setting);
    const given = props(on);
    const ingress = ingressIn(on, given);
    const audience = given.internetFacing === false ? 'internal' : 'public';
    route(ingress, on.stack, 'Api', { audience, match: { hostNames: ['v1.api.example.com'] } });
    expect(findings(on)).toEqual([]);
  });
});

test('the packs see a load balancer of the CDK as it comes', () => {
  const on = ground();
  const plain = new elbv2.ApplicationLoadBalancer(on.stack, 'Plain', { vpc: on.vpc, internetFacing: true });
  plain.addListener('Http', { port: 80, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  const rules = new Set(findings(on).map(found => found.split(' at ')[0]));
  expect([...rules]).toEqual(expect.arrayContaining([
    'AwsSolutions-ELB2', 'AwsSolutions-EC23', 'NIST.800.53.R5-ALBWAFEnabled', 'NIST.800.53.R5-ELBDeletionProtectionEnabled', 'PCI.DSS.321-ALBHttpToHttpsRedirection',
    'HIPAA.Security-ALBHttpDropInvalidHeaderEnabled', 'NIST.800.53.R4-ELBLoggingEnabled', 'PCI.DSS.321-ELBv2ACMCertificateRequired',
  ]));
});

