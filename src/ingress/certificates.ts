import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { Domain } from './domain';
import { apex } from './hosts';

/** The certificates of all domains; the first domain's first one becomes the listener's default. */
export function certificates(scope: Construct, domains: readonly Domain[]): acm.ICertificate[] {
  return domains.flatMap((domain, index) => {
    const spec = domain._spec;
    switch (spec.kind) {
      case 'plainHttp': return [];
      case 'certificates': return [...spec.certificates];
      case 'hostedZone': {
        if (spec.options.certificate) {
          return [spec.options.certificate];
        }
        const domainName = apex(spec);
        return [new acm.Certificate(scope, index === 0 ? 'Certificate' : `${domainName} Certificate`, {
          domainName,
          subjectAlternativeNames: [`*.${domainName}`],
          validation: acm.CertificateValidation.fromDns(spec.zone),
        })];
      }
    }
  });
}
