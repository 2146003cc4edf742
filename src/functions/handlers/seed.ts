/**
 * Answers what a service is to be created with. CloudFormation asks only then, because nothing it asks with ever changes; so the
 * service never changes in its eyes either, and CodeDeploy may change everything about it.
 */
import { Aws } from './aws';
import { errorName } from './errors';
import { constantId, OnEventAnswer, ResourceEvent } from './event';
import { patiently } from './patiently';
import { SeedProperties, SeedValues } from '../wire/rollout';

export async function answerSeed(event: ResourceEvent<SeedProperties>, aws: Pick<Aws, 'getParameter'>): Promise<OnEventAnswer> {
  const { parameter } = event.ResourceProperties;
  // The stack has only just written it.
  const { Parameter } = await patiently(() => aws.getParameter({ Name: parameter }), error => errorName(error) === 'ParameterNotFound');
  const values = JSON.parse(Parameter?.Value ?? '') as SeedValues;
  // `Fn::GetAtt` gives a list only where the answer has one.
  const Data = { ...values, Subnets: values.Subnets.split(','), SecurityGroups: values.SecurityGroups.split(',') };
  return { PhysicalResourceId: constantId(event, 'seed'), Data };
}
