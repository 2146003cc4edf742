/** What a workload with one copy on each node becomes in the cluster. */
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Size } from 'aws-cdk-lib/core';
import { DraftWorkload, Ground, ground, NGINX, object, objects, refusals, refused, resources, service, statementsOf } from './support';
import { EksPlatformProps, EksWorkload } from '../../src/eks';
import { Architecture, NodeImage, Nodes, OperatingSystem, Rollout, SecretSource, TransportProtocol, Volume } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';
import { checkObjects } from '../../tools/kubernetes';
import { printPath } from '../../tools/local-cloudformation/kubernetes/kubectl/json-path';

interface Made extends Ground {
  readonly agent: DaemonService;
  readonly template: Template;
}

/** One daemon called Agent on a platform of its own. */
function daemon(props: Partial<DaemonServiceProps> = {}, platformProps: EksPlatformProps = {}): Made {
  const on = ground();
  const agent = new DaemonService(on.stack, 'Agent', { platform: on.platform(platformProps), image: NGINX, ...props });
  return {
    ...on,
    agent,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

const GRAVITON = Nodes.managed({ name: 'graviton', instanceTypes: [new ec2.InstanceType('m7g.large')] });
const ORDINARY = Nodes.managed({ name: 'ordinary', taints: [{ key: 'team', value: 'shop' }] });
const WINDOWS = Nodes.managed({ name: 'windows', image: NodeImage.WINDOWS_2022_CORE });

function termsOf(template: Template): { key: string; values: string[] }[] {
  const { nodeAffinity } = object(template, 'DaemonSet').spec.template.spec.affinity;
  const { nodeSelectorTerms } = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  return nodeSelectorTerms.flatMap(({ matchExpressions }: any) => matchExpressions.map(({ key, values }: any) => ({ key, values })));
}

function gatesOf(template: Template): Record<string, any>[] {
  return resources(template, 'Custom::AWSCDK-EKS-KubernetesObjectValue');
}

describe('the objects of a daemon', () => {
  test('are a DaemonSet in place of a Deployment, and nothing that counts copies', () => {
    const { template } = daemon();

    const kinds = objects(template).filter(({ metadata }) => metadata.name === 'agent').map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['DaemonSet', 'NetworkPolicy', 'ServiceAccount']);
    expect(object(template, 'DaemonSet').spec).not.toHaveProperty('replicas');
  });

  test('hold the same pod as that of any other workload, without anything to spread', () => {
    const { template } = daemon({ environment: { LEVEL: 'debug' } });

    const { spec } = object(template, 'DaemonSet').spec.template;
    expect(spec.containers[0]).toMatchObject({ name: 'agent', image: 'public.ecr.aws/nginx/nginx:1.29', securityContext: { readOnlyRootFilesystem: true } });
    expect(spec.containers[0].env).toContainEqual({ name: 'LEVEL', value: 'debug' });
    expect(spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('go a quarter of the nodes at a time where nothing is promised', () => {
    expect(object(daemon().template, 'DaemonSet').spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%' } });
  });

  test('leave as many nodes with a copy as was promised', () => {
    const { template } = daemon({ rollout: { minHealthyPercent: 90 } });

    expect(object(template, 'DaemonSet').spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
  });

  test('lead whoever asks for a port to the copy on the same node', () => {
    const { template } = daemon({ ports: [{ port: 8125, name: 'statsd', protocol: TransportProtocol.UDP }] });

    expect(object(template, 'Service').spec).toMatchObject({
      internalTrafficPolicy: 'Local', ports: [{ name: 'statsd', port: 8125, protocol: 'UDP' }],
    });
  });

  test('are what Kubernetes takes', () => {
    const { template } = daemon({
      ports: [{ port: 8125, name: 'statsd', protocol: TransportProtocol.UDP }], volumes: { tmp: Volume.ephemeral() }, mounts: [{ volume: 'tmp', path: '/tmp' }],
    }, { nodes: [Nodes.auto(), ORDINARY, WINDOWS] });

    expect(checkObjects(objects(template))).toEqual([]);
  });

  test('do not follow a rollout that the platform has for services', () => {
    const { agent } = daemon({}, { workloadDefaults: { rollout: Rollout.blueGreen() } });

    expect(agent.describe()).toContain('rollout      rolling, 0 % stay healthy, 100 % may run');
  });
});

describe('the nodes of a daemon', () => {
  test('are all of the platform that can run it, with whatever keeps others away', () => {
    const { template } = daemon({}, { nodes: [Nodes.auto(), ORDINARY, GRAVITON, WINDOWS, Nodes.fargate()] });

    const { nodeSelector, tolerations } = object(template, 'DaemonSet').spec.template.spec;
    expect(termsOf(template)).toEqual([
      { key: 'eks.amazonaws.com/compute-type', values: ['auto'] },
      { key: 'cdk-container-platform/nodes', values: ['ordinary'] },
    ]);
    expect(nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' });
    expect(tolerations).toEqual([
      { key: 'team', operator: 'Equal', value: 'shop', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  test('are those it names', () => {
    const { template } = daemon({ architecture: Architecture.ARM64, eks: { nodes: [GRAVITON] } }, { nodes: [Nodes.auto(), GRAVITON] });

    expect(termsOf(template)).toEqual([{ key: 'cdk-container-platform/nodes', values: ['graviton'] }]);
  });

  test('are refused when they cannot run it', () => {
    const on = (props: Partial<DaemonServiceProps>, nodes: Nodes[]) => refusals(() => daemon(props, { nodes }));
    const fargate = Nodes.fargate();

    expect(on({}, [fargate])).toEqual(['DaemonOnFargateNodes eks.nodes']);
    expect(on({ eks: { nodes: [fargate] } }, [Nodes.auto(), fargate])).toEqual(['DaemonOnFargateNodes eks.nodes']);
    expect(on({ eks: { nodes: [GRAVITON] } }, [GRAVITON])).toEqual(['NodesOfOtherArchitecture architecture']);
    expect(on({ eks: { nodes: [WINDOWS] } }, [ORDINARY, WINDOWS])).toEqual(['NodesHaveNoLinux eks.nodes']);
    expect(on({ operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE }, [ORDINARY])).toEqual(['NodesHaveNoWindows operatingSystem']);
    expect(on({ gpus: 1 }, [Nodes.auto()])).toEqual(['NodesHaveNoGpus size.gpus']);
    expect(on({ eks: { nodes: [Nodes.auto()] } }, [Nodes.auto()])).toEqual(['NodesOfOtherPlatform eks.nodes']);
    expect(on({ eks: { nodes: [] } }, [Nodes.auto()])).toEqual(['DaemonWithoutNodes eks.nodes']);
  });

  test('are of one kind where it has disks, which come from another driver in Auto Mode', () => {
    const disk = { volumes: { data: Volume.ebs({ size: Size.gibibytes(10) }) }, mounts: [{ volume: 'data', path: '/data' }] };

    expect(refusals(() => daemon(disk, { nodes: [Nodes.auto(), ORDINARY] }))).toEqual(['DaemonDiskOnMixedNodes volumes.data']);
    expect(() => daemon(disk, { nodes: [Nodes.auto()] })).not.toThrow();
  });
});

describe('a deployment', () => {
  test('waits until the controller has seen the version, no old copy is left, and all are well', () => {
    const { template } = daemon();

    const gates = gatesOf(template);
    expect(gates.map(({ ObjectType, JsonPath }) => [ObjectType, JsonPath])).toEqual(expect.arrayContaining([
      ['daemonset', '.items[?(@.status.observedGeneration==@.metadata.generation)].metadata.name'],
      ['daemonset', '.items[?(@.status.updatedNumberScheduled==@.status.desiredNumberScheduled)].metadata.name}'
        + '{.items[?(@.status.desiredNumberScheduled==0)].metadata.name'],
      ['daemonset', '.items[?(@.status.numberReady==@.status.desiredNumberScheduled)].metadata.name'],
    ]));
    const { labels } = object(template, 'DaemonSet').metadata;
    expect(gates[0].ObjectName).toContain(`cdk-container-platform/revision=${labels['cdk-container-platform/revision']}`);
  });

  test('asks these questions one after the other', () => {
    const { template } = daemon();

    const found = Object.entries(template.findResources('Custom::AWSCDK-EKS-KubernetesObjectValue'));
    const dependencies = Object.fromEntries(found.map(([id, { DependsOn = [] }]) => [id.replace(/\w{8}$/, ''), [DependsOn].flat().join(' ')]));
    expect(dependencies.AgentRolloutNoticed).toContain('DaemonSetAgent');
    expect(dependencies.AgentRolloutReplaced).toContain('AgentRolloutNoticed');
    expect(dependencies.AgentRolloutGate).toContain('AgentRolloutReplaced');
  });

  test('asks anew for each version', () => {
    const before = gatesOf(daemon().template);
    const after = gatesOf(daemon({ environment: { LEVEL: 'debug' } }).template);

    after.forEach((gate, index) => expect(gate.ObjectName).not.toBe(before[index].ObjectName));
  });

  test.each<[string, object, string[]]>([
    ['there is no status yet', {}, []],
    ['the controller has not seen the version', { observedGeneration: 1, desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 2 }, ['replaced', 'gate']],
    ['an old copy is left', { observedGeneration: 2, desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 1 }, ['noticed', 'gate']],
    ['every copy is an old one', { observedGeneration: 2, desiredNumberScheduled: 2, numberReady: 2 }, ['noticed', 'gate']],
    ['a new copy is not well', { observedGeneration: 2, desiredNumberScheduled: 2, numberReady: 1, updatedNumberScheduled: 2 }, ['noticed', 'replaced']],
    ['all is well', { observedGeneration: 2, desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 2 }, ['noticed', 'replaced', 'gate']],
    ['there is no node', { observedGeneration: 2, desiredNumberScheduled: 0, numberReady: 0 }, ['noticed', 'replaced', 'gate']],
  ])('hears the right answers when %s', (_, status, answered) => {
    const paths = Object.entries(daemon().template.findResources('Custom::AWSCDK-EKS-KubernetesObjectValue'))
      .map(([id, { Properties }]) => [/Rollout(Noticed|Replaced|Gate)/.exec(id)![1].toLowerCase(), Properties.JsonPath] as const);
    const list = { items: [{ metadata: { name: 'agent', generation: 2 }, status }] };

    expect(paths.filter(([, path]) => printPath(path, list) !== '').map(([question]) => question).sort()).toEqual([...answered].sort());
  });

  test('does not wait without circuit breaker', () => {
    const { agent, template } = daemon({ rollout: { circuitBreaker: false } });

    expect(gatesOf(template)).toEqual([]);
    expect(EksWorkload.of(agent).rolloutGate).toBeUndefined();
  });
});

describe('afterwards a daemon', () => {
  test('takes variables, secrets and permissions', () => {
    const made = daemon();
    const { stack, agent } = made;
    agent.addEnvironment('LEVEL', 'debug');
    agent.addSecret('TOKEN', SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Token')));
    new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(agent);

    const { template } = made;
    const names = object(template, 'DaemonSet').spec.template.spec.containers[0].env.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['LEVEL', 'TOKEN']));
    expect(JSON.stringify(statementsOf(template, 'AgentTaskRole'))).toContain('dynamodb:Query');
  });

  test('connects to services, and services to it', () => {
    const made = daemon({ ports: [{ port: 4317, name: 'otlp' }] });
    const { stack, agent } = made;
    const api = service(stack, 'Api', agent.platform, { exposures: [] });
    agent.connectTo(api);
    api.connectTo(agent);

    const { template } = made;
    expect(object(template, 'DaemonSet').spec.template.spec.containers[0].env).toContainEqual({ name: 'API_URL', value: 'http://api:8080' });
    expect(object(template, 'Deployment').spec.template.spec.containers[0].env).toContainEqual({ name: 'AGENT_URL', value: 'tcp://agent:4317' });
    expect(object(template, 'NetworkPolicy', 'agent').spec.ingress).toHaveLength(1);
  });

  test('says that it has one copy on each machine', () => {
    expect(daemon().agent.describe()).toContain('copies       one on each machine');
  });
});

test('a daemon that some other front-end makes is held to the same rules', () => {
  const on = ground();
  const platform = on.platform();
  const draft = { name: 'agent', containers: [{ name: 'agent', image: NGINX._toSpec() }], scaling: { kind: 'perInstance' } } as const;

  expect(refused(() => new DraftWorkload(on.stack, 'A', platform, { ...draft, rollout: { kind: 'shifting' } })).map(({ code }) => code))
    .toContain('DaemonRollsInPlace');
  expect(() => new DraftWorkload(on.stack, 'B', platform, draft)).not.toThrow();
});
