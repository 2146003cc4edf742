import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { containerOf, ground, Made, object, objects, resources, service, statementsOf, web } from './support';
import { Image, SecretSource } from '../../src/vocabulary';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments-AbCdEf';
const OTHER = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:mail-GhIjKl';

function secret(stack: Stack, arn = ARN, id = 'Payments'): secretsmanager.ISecret {
  return stack.node.tryFindChild(id) as secretsmanager.ISecret | undefined ?? secretsmanager.Secret.fromSecretCompleteArn(stack, id, arn);
}

function fetched({ template }: Pick<Made, 'template'>, name = 'api-api'): Record<string, any>[] {
  return JSON.parse(object(template, 'SecretProviderClass', name).spec.parameters.objects);
}

describe('a secret variable', () => {
  test('is read with the identity of the pod, and found by the name of the variable', () => {
    const made = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack)) } }));
    const { template } = made;

    const { spec } = object(template, 'SecretProviderClass');
    expect(spec).toMatchObject({ provider: 'aws', parameters: { usePodIdentity: 'true', region: 'eu-west-1' } });
    expect(fetched(made)).toEqual([{ objectName: ARN, objectType: 'secretsmanager', objectAlias: 'object-1' }]);
    const [synced] = spec.secretObjects;
    expect(synced).toMatchObject({ type: 'Opaque', data: [{ objectName: 'object-1', key: 'KEY' }] });
    expect(containerOf(template).env).toContainEqual({ name: 'KEY', valueFrom: { secretKeyRef: { name: synced.secretName, key: 'KEY' } } });
  });

  test('makes the container mount the volume that has it read', () => {
    const { template } = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack)) } }));

    const { volumes } = object(template, 'Deployment').spec.template.spec;
    expect(volumes).toEqual([{
      name: expect.stringMatching(/^secrets-/), csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'api-api' } },
    }]);
    expect(containerOf(template).volumeMounts).toEqual([{ name: volumes[0].name, mountPath: '/var/run/secrets/cdk-container-platform', readOnly: true }]);
  });

  test('may be a member of a JSON secret, whatever that is called', () => {
    const made = web(({ stack }) => ({
      secrets: {
        USER: SecretSource.secretsManager(secret(stack), 'user'),
        PASSWORD: SecretSource.secretsManager(secret(stack), 'the.pass-word "1"'),
        ALL: SecretSource.secretsManager(secret(stack)),
      },
    }));

    expect(fetched(made)).toEqual([{
      objectName: ARN,
      objectType: 'secretsmanager',
      objectAlias: 'object-1',
      jmesPath: [{ path: '"user"', objectAlias: 'USER' }, { path: '"the.pass-word \\"1\\""', objectAlias: 'PASSWORD' }],
    }]);
    expect(object(made.template, 'SecretProviderClass').spec.secretObjects[0].data).toEqual([
      { objectName: 'USER', key: 'USER' }, { objectName: 'PASSWORD', key: 'PASSWORD' }, { objectName: 'object-1', key: 'ALL' },
    ]);
  });

  test('may be one version of a secret; each version is an object of its own', () => {
    const made = web(({ stack }) => ({
      secrets: {
        NOW: SecretSource.secretsManager(secret(stack)),
        OLD: SecretSource.secretsManager(secret(stack), undefined, { versionStage: 'AWSPREVIOUS' }),
        ONE: SecretSource.secretsManager(secret(stack), undefined, { versionId: 'EXAMPLE1-90ab-cdef-fedc-ba987SECRET1' }),
      },
    }));

    expect(fetched(made)).toEqual([
      { objectName: ARN, objectType: 'secretsmanager', objectAlias: 'object-1' },
      { objectName: ARN, objectType: 'secretsmanager', objectVersionLabel: 'AWSPREVIOUS', objectAlias: 'object-2' },
      { objectName: ARN, objectType: 'secretsmanager', objectVersion: 'EXAMPLE1-90ab-cdef-fedc-ba987SECRET1', objectAlias: 'object-3' },
    ]);
  });

  test('may be a parameter, which the provider knows by its name', () => {
    const made = web(({ stack }) => ({
      secrets: { TOKEN: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Token', { parameterName: '/shop/token' })) },
    }));

    expect(fetched(made)).toEqual([{ objectName: '/shop/token', objectType: 'ssmparameter', objectAlias: 'object-1' }]);
  });

  test('of which only the name is known is read all the same', () => {
    const made = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'ByName', 'shop/key')) } }));

    expect(fetched(made)[0].objectName).toMatch(/^arn:.*:secret:shop\/key$/);
    expect(JSON.stringify(statementsOf(made.template, 'ApiTaskRole'))).toContain('secret:shop/key-??????');
  });

  test('that is made in the same app is named by what CloudFormation makes of it', () => {
    const made = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'New')) } }));

    expect(fetched(made)[0].objectName).toMatch(/^New/);
  });

  test('is nowhere in the template', () => {
    const { template } = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack)) } }));

    expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:');
    expect(objects(template).filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });
});

describe('the right to read', () => {
  test('belongs to the pod, and covers the secret and its key through Secrets Manager', () => {
    const { template } = web(({ stack }) => ({
      secrets: {
        KEY: SecretSource.secretsManager(secretsmanager.Secret.fromSecretAttributes(stack, 'Keyed', { secretCompleteArn: ARN, encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k') })),
        TOKEN: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Token', { parameterName: '/shop/token' })),
      },
    }));

    expect(statementsOf(template, 'ApiTaskRole')).toEqual([
      { Effect: 'Allow', Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], Resource: ARN },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k',
        Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' } },
      },
      { Effect: 'Allow', Action: 'ssm:GetParameters', Resource: expect.anything() },
    ]);
  });

  test('covers the key of a parameter through the Parameter Store', () => {
    const { template } = web(({ stack }) => {
      const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k');
      const token = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Token', { parameterName: '/shop/token', encryptionKey });
      return { secrets: { TOKEN: SecretSource.ssmParameter(token) } };
    });

    expect(statementsOf(template, 'ApiTaskRole')).toMatchObject([
      { Action: 'ssm:GetParameters' },
      { Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k', Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' } } },
    ]);
  });

  test('is there before the pods are', () => {
    const { template } = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack)) } }));
    const [deployment] = Object.entries(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(([id]) => id.startsWith('Deployment'));

    expect(deployment[1].DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^ApiTaskRoleDefaultPolicy/), expect.stringMatching(/^SecretProviderClassApiApi/)]));
  });
});

describe('secrets of several containers', () => {
  const both = ({ stack }: { stack: Stack }) => ({
    secrets: { KEY: SecretSource.secretsManager(secret(stack)) },
    sidecars: [{ name: 'mailer', image: Image.fromRegistry('ghcr.io/shop/mailer:1'), secrets: { KEY: SecretSource.secretsManager(secret(stack, OTHER, 'Mail')) } }],
  });

  test('are kept apart, even by the same name', () => {
    const made = web(both);

    expect([fetched(made)[0].objectName, fetched(made, 'api-mailer')[0].objectName]).toEqual([ARN, OTHER]);
    expect(containerOf(made.template).volumeMounts).toHaveLength(1);
    expect(containerOf(made.template, 'mailer').volumeMounts).toHaveLength(1);
    expect(containerOf(made.template).volumeMounts[0].name).not.toBe(containerOf(made.template, 'mailer').volumeMounts[0].name);
  });
});

describe('a secret that comes later', () => {
  test('makes the class when it is the first', () => {
    const made = web();
    made.api.addSecret('KEY', SecretSource.secretsManager(secret(made.stack)));

    expect(fetched(made)).toHaveLength(1);
    expect(containerOf(made.template).env).toContainEqual(expect.objectContaining({ name: 'KEY' }));
    expect(containerOf(made.template).volumeMounts).toHaveLength(1);
    const [deployment] = Object.entries(made.template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(([id]) => id.startsWith('Deployment'));
    expect(deployment[1].DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^SecretProviderClassApiApi/)]));
  });

  test('joins the class that is there', () => {
    const made = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack)) } }));
    made.api.addSecret('MAIL', SecretSource.secretsManager(secret(made.stack, OTHER, 'Mail')));

    expect(fetched(made).map(({ objectName }) => objectName)).toEqual([ARN, OTHER]);
    expect(object(made.template, 'SecretProviderClass').spec.secretObjects[0].data).toHaveLength(2);
  });
});

test('other contents make another Secret, because the driver leaves one alone that is there', () => {
  const name = (field?: string) => {
    const { template } = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(secret(stack), field) } }));
    return object(template, 'SecretProviderClass').spec.secretObjects[0].secretName;
  };

  expect(name('a')).toMatch(/^api-api-[0-9a-f]{8}$/);
  expect(name('a')).toBe(name('a'));
  expect(name('a')).not.toBe(name('b'));
});

test('a secret with a key, a platform and a service in three stacks close no circle', () => {
  const on = ground();
  const data = new Stack(on.scope, 'Data', { env: { account: '111122223333', region: 'eu-west-1' } });
  const own = new secretsmanager.Secret(data, 'Own', { encryptionKey: new kms.Key(data, 'OwnKey') });
  const shop = new Stack(on.scope, 'Api', { env: { account: '111122223333', region: 'eu-west-1' } });
  service(shop, 'Api', on.platform(), { secrets: { KEY: SecretSource.secretsManager(own) } });

  expect(() => on.app.synth()).not.toThrow();
});

test('without secrets there is neither a class nor a driver', () => {
  const { template } = web();

  expect(objects(template).filter(({ kind }) => kind === 'SecretProviderClass')).toEqual([]);
  expect(resources(template, 'AWS::EKS::Addon').filter(({ AddonName }) => String(AddonName).includes('secrets'))).toEqual([]);
});
