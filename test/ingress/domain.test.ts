import * as route53 from 'aws-cdk-lib/aws-route53';
import { Stack } from 'aws-cdk-lib/core';
import { exampleZone, ground, ingressIn, refusals, refused, resources, route, someCertificate } from './support';
import { Domain, Ingress } from '../../src/ingress';

const RECORD = 'AWS::Route53::RecordSet';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const LISTENER_CERTIFICATE = 'AWS::ElasticLoadBalancingV2::ListenerCertificate';

const names = (stack: Stack) => Object.values(resources(stack, RECORD)).map(found => `${found.Properties.Type} ${found.Properties.Name}`).sort();
const certificates = (stack: Stack) => Object.values(resources(stack, CERTIFICATE))
  .map(({ Properties: { DomainName: first, SubjectAlternativeNames: more = [] } }) => [first, ...more]);

describe('a hosted zone', () => {
  test('gives one certificate for the domain and its direct subdomains, and a record for each host name', () => {
    const on = ground();
    const ingress = ingressIn(on);
    route(ingress, on.stack, 'Api', { match: { hostNames: ['api.example.com'] } });
    route(ingress, on.stack, 'Web', { match: { hostNames: ['www.example.com', '*.example.com'] } });
    expect(certificates(on.stack)).toEqual([['example.com', '*.example.com']]);
    expect(names(on.stack)).toEqual(['A *.example.com.', 'A api.example.com.', 'A www.example.com.']);
    expect(resources(on.stack, LISTENER_CERTIFICATE)).toEqual({});
  });

  test('gives IPv6 records where clients may speak IPv6', () => {
    const on = ground();
    route(ingressIn(on, { dualStack: true }), on.stack, 'Api', { match: { hostNames: ['api.example.com'] } });
    expect(names(on.stack)).toEqual(['A api.example.com.', 'AAAA api.example.com.']);
  });

  test('gives a deep host name a certificate of its own, with the service', () => {
    const on = ground();
    const services = new Stack(on.app, 'Services');
    route(ingressIn(on), services, 'Api', { match: { hostNames: ['v1.api.example.com'] } });
    expect(certificates(services)).toEqual([['v1.api.example.com']]);
    expect(Object.keys(resources(services, LISTENER_CERTIFICATE))).toHaveLength(1);
    expect(certificates(on.stack)).toEqual([['example.com', '*.example.com']]);
  });

  test('makes the record of a host name once, however many services of a stack answer to it', () => {
    const on = ground();
    const ingress = ingressIn(on);
    const services = new Stack(on.app, 'Services');
    route(ingress, services, 'Api', { match: { hostNames: ['www.example.com'], paths: ['/api/*'] } });
    route(ingress, services, 'Web', { match: { hostNames: ['WWW.example.com'] } });
    expect(names(services)).toEqual(['A www.example.com.']);
  });

  test('keeps the logical id of a shared record whichever service comes first', () => {
    const ids = (order: string[]) => {
      const on = ground();
      const ingress = ingressIn(on);
      const services = new Stack(on.app, 'Services');
      order.forEach(id => route(ingress, services, id, { match: { hostNames: ['www.example.com'], paths: [`/${id}/*`] } }));
      return Object.keys(resources(services, RECORD));
    };
    expect(ids(['A', 'B'])).toEqual(ids(['B', 'A']));
  });

  test('makes the record of its own name with the ingress, for routes that name no host', () => {
    const on = ground();
    const ingress = ingressIn(on);
    const [api, web] = [new Stack(on.app, 'ApiStack'), new Stack(on.app, 'WebStack')];
    route(ingress, api, 'Api', { match: { paths: ['/api/*'] } });
    route(ingress, web, 'Web');
    expect(names(on.stack)).toEqual(['A example.com.']);
    expect([...names(api), ...names(web)]).toEqual([]);
  });

  test('refuses one host name in two stacks, and takes it once the ingress owns the name', () => {
    const share = (domain: (zone: route53.IHostedZone) => Domain) => {
      const on = ground();
      const ingress = ingressIn(on, { domain: domain(on.zone) });
      const [api, web] = [new Stack(on.app, 'ApiStack'), new Stack(on.app, 'WebStack')];
      route(ingress, api, 'Api', { match: { hostNames: ['www.example.com'], paths: ['/api/*'] } });
      route(ingress, web, 'Web', { match: { hostNames: ['www.example.com'] } });
      return on;
    };
    const [found] = refused(() => share(zone => Domain.hostedZone(zone)));
    expect(found).toMatchObject({ code: 'HostRecordedElsewhere', path: 'exposure.hostNames[0]' });
    expect(found.what).toContain('ApiStack/Api');
    expect(found.remedy).toContain("hostNames: ['www.example.com']");
    expect(names(share(zone => Domain.hostedZone(zone, { hostNames: ['www.example.com'] })).stack)).toEqual(['A www.example.com.']);
  });

  test('refuses a host name that leads to another load balancer already', () => {
    const on = ground();
    const ingress = ingressIn(on);
    const domain = Domain.hostedZone(exampleZone(on.stack, 'Again'));
    const internal = new Ingress(on.stack, 'Internal', { vpc: on.vpc, domain, internetFacing: false });
    route(ingress, on.stack, 'Api', { match: { hostNames: ['api.example.com'] } });
    route(ingress, on.stack, 'Web');
    const [found] = refused(() => route(internal, on.stack, 'Inner', { audience: 'internal', match: { hostNames: ['api.example.com'] } }));
    expect(found).toMatchObject({ code: 'HostLeadsElsewhere', path: 'exposure.hostNames[0]' });
    expect(found.what).toContain('Platform/Ingress');
    expect(refusals(() => route(internal, on.stack, 'Inner2', { audience: 'internal' }))).toEqual(['HostLeadsElsewhere exposure.hostNames']);
    route(internal, on.stack, 'Inner3', { audience: 'internal', match: { hostNames: ['api-internal.example.com'] } });
  });

  test('a host name of the domain belongs to one load balancer, and the domain can be used without', () => {
    const on = ground();
    const domain = Domain.hostedZone(on.zone, { hostNames: ['www.example.com'] });
    ingressIn(on, { domain });
    const internal = (id: string, given: Domain) => new Ingress(on.stack, id, { vpc: on.vpc, domain: given, internetFacing: false });
    expect(refusals(() => internal('Internal', domain))).toEqual(['HostLeadsElsewhere domain.hostNames']);
    internal('Internal2', domain._withoutHostNames());
    expect(names(on.stack)).toEqual(['A www.example.com.']);
  });

  test('two stacks may answer to one host name if the records are yours', () => {
    const on = ground();
    const ingress = ingressIn(on, { domain: Domain.hostedZone(on.zone, { records: false }) });
    route(ingress, new Stack(on.app, 'One'), 'Api', { match: { hostNames: ['www.example.com'], paths: ['/api/*'] } });
    expect(refusals(() => route(ingress, new Stack(on.app, 'Two'), 'Web', { match: { hostNames: ['www.example.com'] } }))).toEqual([]);
  });

  test('can be a part of the zone, with a certificate and records of your own', () => {
    const on = ground();
    const certificate = someCertificate(on.stack);
    const ingress = ingressIn(on, { domain: Domain.hostedZone(on.zone, { domainName: 'dev.example.com', certificate, records: false }) });
    const made = route(ingress, on.stack, 'Api', { match: { hostNames: ['a.b.dev.example.com'] } });
    expect(resources(on.stack, CERTIFICATE)).toEqual({});
    expect(names(on.stack)).toEqual([]);
    expect(ingress.certificates).toEqual([certificate]);
    expect(made.url).toBe('https://a.b.dev.example.com/');
    expect(refusals(() => route(ingress, on.stack, 'Other', { match: { hostNames: ['api.example.com'] } }))).toEqual(['HostOutsideDomain exposure.hostNames[0]']);
  });

  test('refuses a host name outside of it and names the likely one', () => {
    const on = ground();
    const ingress = ingressIn(on);
    const [found] = refused(() => route(ingress, on.stack, 'Api', { match: { hostNames: ['api.exmaple.com'] } }));
    expect(found).toMatchObject({ code: 'HostOutsideDomain', path: 'exposure.hostNames[0]' });
    expect(found.remedy).toContain('api.example.com');
  });

  test('refuses a pattern that DNS has no record for, unless the records are yours', () => {
    const on = ground();
    expect(refusals(() => route(ingressIn(on), on.stack, 'Api', { match: { hostNames: ['api-*.example.com'] } }))).toEqual(['HostWithoutRecord exposure.hostNames[0]']);
    const other = ground();
    const ingress = ingressIn(other, { domain: Domain.hostedZone(other.zone, { records: false }) });
    expect(route(ingress, other.stack, 'Api', { match: { hostNames: ['api-*.example.com'] } }).hostNames).toEqual(['api-*.example.com']);
  });
});

test('several domains have a certificate each, and a host name goes to the longest', () => {
  const on = ground();
  const more = [Domain.hostedZone(exampleZone(on.stack, 'Org', 'example.org')), Domain.hostedZone(exampleZone(on.stack, 'Api', 'api.example.com'))];
  const ingress = ingressIn(on, { additionalDomains: more });
  route(ingress, on.stack, 'One', { match: { hostNames: ['a.example.org'] } });
  route(ingress, on.stack, 'Two', { match: { hostNames: ['v1.api.example.com'] } });
  expect(certificates(on.stack)).toEqual([
    ['example.com', '*.example.com'], ['example.org', '*.example.org'], ['api.example.com', '*.api.example.com'],
  ]);
  expect(Object.keys(resources(on.stack, LISTENER_CERTIFICATE))).toHaveLength(2);
  expect(names(on.stack)).toEqual(['A a.example.org.', 'A v1.api.example.com.']);
});

describe('certificates you bring', () => {
  test('make no DNS and check host names only against what they are said to cover', () => {
    const on = ground();
    const ingress = ingressIn(on, { domain: Domain.certificates([someCertificate(on.stack)]) });
    route(ingress, on.stack, 'Api', { match: { hostNames: ['anything.example.net'] } });
    expect(names(on.stack)).toEqual([]);
  });

  test('refuse a host name that they are said not to cover', () => {
    const on = ground();
    const ingress = ingressIn(on, { domain: Domain.certificates([someCertificate(on.stack)], { covers: ['example.com', '*.example.com'] }) });
    route(ingress, on.stack, 'Api', { match: { hostNames: ['API.example.com'] } });
    expect(refusals(() => route(ingress, on.stack, 'Deep', { match: { hostNames: ['v1.api.example.com'] } }))).toEqual(['HostOutsideDomain exposure.hostNames[0]']);
  });
});
