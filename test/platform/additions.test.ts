/** What is added to a workload after it was made is held to the same rules, and is part of its description. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { SecretSource } from '../../src/vocabulary';
import { containerOf, refusals, statementsOf, web } from '../ecs/support';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments-AbCdEf';

function secretIn(scope: ConstructorParameters<typeof ecs.Cluster>[0]) {
  return SecretSource.secretsManager(secretsmanager.Secret.fromSecretCompleteArn(scope, 'Payments', SECRET), 'apiKey');
}

describe('a variable that comes late', () => {
  test('is rendered after those that were there, and described', () => {
    const made = web({ environment: { B: '1' } });
    made.api.addEnvironment('A', '2');

    expect(containerOf(made.template).Environment).toEqual([{ Name: 'B', Value: '1' }, { Name: 'A', Value: '2' }]);
    expect(made.api.describe()).toContain('A=2');
  });

  test.each([
    ['taken by a variable', 'TAKEN', 'VariableTaken environment.TAKEN'],
    ['taken by a secret', 'HIDDEN', 'VariableTaken environment.HIDDEN'],
    ['not a name', 'NOT A NAME', 'EnvironmentNameMalformed containers.api.environment.NOT A NAME'],
    ['that of a secret', 'DB_PASSWORD', 'SecretInPlainEnvironment containers.api.environment.DB_PASSWORD'],
  ])('is refused when its name is %s', (_, name, refusal) => {
    const made = web(({ stack }) => ({ environment: { TAKEN: '1' }, secrets: { HIDDEN: secretIn(stack) } }));
    const before = made.api.describe();

    expect(refusals(() => made.api.addEnvironment(name, 'x'))).toEqual([refusal]);
    expect(made.api.describe()).toBe(before);
    expect(containerOf(made.template).Environment).toEqual([{ Name: 'TAKEN', Value: '1' }]);
  });

  test('is refused when the task definition has no room for it: the rules of the platform hold as well', () => {
    expect(refusals(() => web().api.addEnvironment('SETTINGS', 'x'.repeat(70_000)))).toEqual(['EcsDefinitionTooLarge containers']);
  });

  test.each(['constructor', 'toString'])('may be called %s', name => {
    const made = web();
    made.api.addEnvironment(name, '1');

    expect(containerOf(made.template).Environment).toEqual([{ Name: name, Value: '1' }]);
  });
});

describe('a secret that comes late', () => {
  test('is rendered, may be read, and is described', () => {
    const made = web();
    made.api.addSecret('KEY', secretIn(made.stack));

    expect(containerOf(made.template).Secrets).toEqual([{ Name: 'KEY', ValueFrom: `${SECRET}:apiKey::` }]);
    expect(statementsOf(made.template, 'ApiExecutionRole').map(({ Resource }) => Resource)).toContain(SECRET);
    expect(made.api.describe()).toContain('KEY');
  });

  test('is refused when its name is taken', () => {
    const made = web({ environment: { KEY: '1' } });

    expect(refusals(() => made.api.addSecret('KEY', secretIn(made.stack)))).toEqual(['VariableTaken secrets.KEY']);
  });
});
