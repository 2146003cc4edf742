import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cdkEcs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { containerOf, ground, IRELAND, NGINX, object, objects, RECOMMENDED, refusals, service, SETTINGS, web } from './support';
import { EcsPlatform } from '../../src/ecs';
import { EksWorkload } from '../../src/eks';
import { Exposure, SecretSource } from '../../src/vocabulary';
import { WebService } from '../../src/workloads';

function revisionOf(template: Template, name?: string): string {
  return object(template, 'Deployment', name).spec.template.metadata.labels['cdk-container-platform/revision'];
}

describe('a web service on EKS', () => {
  test.each(SETTINGS)('is the same objects with %s', (_, setting) => {
    const { template } = web({}, {}, setting);
    expect(objects(template).filter(({ metadata }) => metadata.name.startsWith('api')).map(({ kind }) => kind).sort()).toEqual(
      ['Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount', 'TargetGroupBinding'],
    );
  });

  test('hands each object over by itself, replaces what is there, and never prunes', () => {
    web().template.allResourcesProperties('Custom::AWSCDK-EKS-KubernetesResource', { Overwrite: true, PruneLabel: Match.absent() });
  });

  test('lets its pods start after everything they need', () => {
    const { template } = web(on => ({ secrets: { KEY: SecretSource.secretsManager(new secretsmanager.Secret(on.stack, 'Key')) } }));
    const resources = template.toJSON().Resources;
    const idOf = (kind: string) => Object.keys(resources).find(id => id.startsWith(kind) && resources[id].Type.startsWith('Custom::'))!;
    const { DependsOn } = resources[idOf('Deployment')];
    for (const kind of ['ServiceAccount', 'Service', 'NetworkPolicy', 'TargetGroupBinding', 'SecretProviderClass']) {
      expect(DependsOn).toContain(idOf(kind));
    }
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^ApiPodIdentity/), expect.stringMatching(/^ApiTaskRoleDefaultPolicy/), expect.stringMatching(/^PlatformFrom.*8080/)]));
  });

  test('gives pods a role that only they can take on', () => {
    const { template } = web();
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Condition: { StringEquals: Match.objectLike({ 'aws:RequestTag/kubernetes-namespace': 'workloads', 'aws:RequestTag/kubernetes-service-account': 'api' }) },
        })]),
      },
    });
    expect(object(template, 'ServiceAccount').metadata.annotations).toBeUndefined();
  });

  test('is open to its load balancer and to nobody else', () => {
    const [rule, ...others] = object(web().template, 'NetworkPolicy').spec.ingress;
    expect(rule.ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
    expect(others).toEqual([]);
  });

  test('keeps what Kubernetes would replace in variables', () => {
    const { template } = web({ environment: { GREETING: 'hello $(USER), $HOME' }, command: ['echo', '$(date)'] });
    expect(containerOf(template).env).toContainEqual({ name: 'GREETING', value: 'hello $$(USER), $HOME' });
    expect(containerOf(template).args).toEqual(['echo', '$$(date)']);
  });
});

describe('what comes later', () => {
  test('variables and secrets reach the pods, and the secret class exists from the first on', () => {
    const { api, stack } = web();
    api.addEnvironment('LATE', 'yes');
    api.addSecret('FIRST', SecretSource.secretsManager(new secretsmanager.Secret(stack, 'First')));
    api.addSecret('SECOND', SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Second')));
    const template = Template.fromStack(stack);
    const { env, volumeMounts } = containerOf(template);
    expect(env.map(({ name }: { name: string }) => name)).toEqual(['AWS_REGION', 'LATE', 'FIRST', 'SECOND']);
    expect(volumeMounts).toHaveLength(1);
    expect(object(template, 'SecretProviderClass').spec.secretObjects[0].data).toHaveLength(2);
  });

  test('permissions reach the role', () => {
    const { api, stack } = web();
    api.addPermission(new iam.PolicyStatement({ actions: ['ses:SendEmail'], resources: ['*'] }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: 'ses:SendEmail' })] } });
  });

  test('are part of the revision', () => {
    const before = revisionOf(web().template);
    const { api, stack } = web();
    api.addEnvironment('LATE', 'yes');
    expect(revisionOf(Template.fromStack(stack))).not.toBe(before);
  });
});

describe('the revision of the pods', () => {
  test('is the same whenever the pods are', () => {
    expect(revisionOf(web({ desiredCount: 5 }).template)).toBe(revisionOf(web({ desiredCount: 2 }).template));
  });

  test('is what the gate asks for', () => {
    const { template } = web();
    template.hasResourceProperties('Custom::AWSCDK-EKS-KubernetesObjectValue', { ObjectName: Match.stringLikeRegexp(`revision=${revisionOf(template)}$`) });
  });

  test('follows a value that only CloudFormation knows by its reference', () => {
    const revision = (id: string) => {
      const { template } = web(on => ({ environment: { TABLE: new secretsmanager.Secret(on.stack, id).secretName } }));
      return revisionOf(template);
    };
    expect(revision('One')).not.toBe(revision('Two'));
    expect(revision('One')).toBe(revision('One'));
  });

  test('is the same within the object and outside of it when the value comes from another stack', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const elsewhere = new Stack(on.app, 'Elsewhere', { env: IRELAND });
    const secret = new secretsmanager.Secret(elsewhere, 'Secret');
    service(on.stack, 'Api', on.platform(), { environment: { NAME: secret.secretName } });
    const template = Template.fromStack(on.stack);
    template.hasResourceProperties('Custom::AWSCDK-EKS-KubernetesObjectValue', { ObjectName: Match.stringLikeRegexp(`revision=${revisionOf(template)}$`) });
  });
});

describe('the logical id of an object', () => {
  test('does not follow the construct around', () => {
    const here = web({ workloadName: 'orders' });
    const on = ground();
    new WebService(new Construct(on.stack, 'Team'), 'Moved', { platform: on.platform(), image: NGINX, port: 8080, workloadName: 'orders' });
    const ids = (template: Template) => Object.keys(template.findResources('Custom::AWSCDK-EKS-KubernetesResource'))
      .filter(id => id.includes('Orders') && !id.startsWith('TargetGroupBinding')).sort();
    expect(ids(Template.fromStack(on.stack))).toEqual(ids(here.template));
    expect(ids(here.template)).not.toEqual([]);
  });

  test('tells clusters, namespaces and kinds apart', () => {
    const on = ground();
    const one = on.platform({ namespaces: ['blue', 'green'], clusterName: 'one' });
    const two = on.platform({ clusterName: 'two' }, 'Other');
    service(on.stack, 'A', one, { workloadName: 'shop', eks: { namespace: 'blue' }, exposures: [] });
    service(on.stack, 'B', one, { workloadName: 'shop', eks: { namespace: 'green' }, exposures: [] });
    service(on.stack, 'C', two, { workloadName: 'shop', exposures: [] });
    const deployments = objects(Template.fromStack(on.stack)).filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ metadata }) => metadata.namespace)).toEqual(['blue', 'green', 'workloads']);
  });
});

describe('a connection', () => {
  test('names the service and opens the other side for exactly these pods', () => {
    const on = ground();
    const platform = on.platform();
    const orders = service(on.stack, 'Orders', platform, { exposures: [] });
    const shop = service(on.stack, 'Shop', platform, { exposures: [Exposure.internal()] });
    shop.connectTo(orders);
    const template = Template.fromStack(on.stack);
    expect(containerOf(template, 'shop', 'shop').env).toContainEqual({ name: 'ORDERS_URL', value: 'http://orders:8080' });
    expect(object(template, 'NetworkPolicy', 'orders').spec.ingress).toEqual([{
      from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } } }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    }]);
  });

  test('reaches into another namespace by its full name', () => {
    const on = ground();
    const platform = on.platform({ namespaces: ['shop', 'ledger'] });
    const orders = service(on.stack, 'Orders', platform, { exposures: [], eks: { namespace: 'ledger' } });
    const shop = service(on.stack, 'Shop', platform, { exposures: [] });
    shop.connectTo(orders);
    const template = Template.fromStack(on.stack);
    expect(containerOf(template, 'shop', 'shop').env).toContainEqual({ name: 'ORDERS_URL', value: 'http://orders.ledger:8080' });
    expect(object(template, 'NetworkPolicy', 'orders').spec.ingress[0].from[0].namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } });
  });

  test('works both ways', () => {
    const on = ground();
    const platform = on.platform();
    const [a, b] = ['A', 'B'].map(id => service(on.stack, id, platform, { exposures: [] }));
    a.connectTo(b);
    b.connectTo(a);
    expect(() => on.app.synth()).not.toThrow();
  });
});

describe('two services', () => {
  test('share the rule that lets their load balancer in at the same port', () => {
    const on = ground();
    const platform = on.platform();
    service(on.stack, 'One', platform);
    service(on.stack, 'Two', platform);
    Template.fromStack(on.stack).resourcePropertiesCountIs('AWS::EC2::SecurityGroupIngress', { FromPort: 8080 }, 1);
  });

  test('cannot have one name in one namespace', () => {
    const on = ground();
    const platform = on.platform();
    service(on.stack, 'One', platform, { workloadName: 'shop' });
    expect(refusals(() => service(on.stack, 'Two', platform, { workloadName: 'shop' }))).toEqual(['EksNameTaken workloadName']);
  });

  test('live in stacks of their own', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const platform = on.platform();
    const stacks = ['One', 'Two'].map(id => {
      const stack = new Stack(on.app, `${id}Stack`, { env: IRELAND });
      return { stack, api: service(stack, id, platform) };
    });
    stacks[0].api.connectTo(stacks[1].api);
    stacks[1].api.connectTo(stacks[0].api);
    const assembly = on.app.synth();
    expect(assembly.stacks).toHaveLength(3);
    expect(objects(Template.fromStack(stacks[0].stack)).map(({ kind }) => kind)).toContain('Deployment');
  });
});

describe('the placement', () => {
  test('is the EKS side of a workload', () => {
    const { api, workload } = web();
    expect(EksWorkload.of(api)).toBe(workload);
    expect(workload.manifests.map(({ kind }) => kind)).toContain('Deployment');
    expect(workload.urls).toEqual(['https://api.example.com/']);
  });

  test('of a workload elsewhere is refused', () => {
    const on = ground();
    const platform = new EcsPlatform(on.stack, 'Ecs', { vpc: on.vpc, cluster: new cdkEcs.Cluster(on.stack, 'Cluster', { vpc: on.vpc }) });
    const api = service(on.stack, 'Api', platform, { exposures: [] });
    expect(refusals(() => EksWorkload.of(api))).toEqual(['NotOnEks workload']);
  });
});
