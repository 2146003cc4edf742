import { duration, text } from './words';
import { ImageFindingsSpec } from '../image-findings';

export function describeImageFindings(spec: ImageFindingsSpec | undefined): string[] {
  if (!spec) { return []; }
  const { severity, ignore, unscanned, elsewhere, patience, eachDeployment } = spec;
  const but = ignore.length > 0 ? ` but for ${ignore.map(text).join(', ')}` : '';
  const refused = [...unscanned === 'refuse' ? ['without results'] : [], ...elsewhere === 'refuse' ? ['from elsewhere than ECR'] : []];
  return [
    `refused with findings of ${severity}${severity === 'CRITICAL' ? '' : ' or worse'}${but}${eachDeployment ? ', in each deployment' : ''}`,
    ...refused.length > 0 ? [`refused ${refused.join(', and ')}`] : [],
    `whose scans are waited for for ${duration(patience)}`,
  ];
}
