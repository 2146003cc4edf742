import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { DiscoveryParts, mainPort, tcpPorts } from './parts';
import { allow, ownPolicy } from '../../functions';
import { LatticeSpec, PortSpec, WorkloadSpec } from '../../model';

const VERSIONS = { http: 'HTTP1', http2: 'HTTP2', grpc: 'GRPC' };

/** Where Lattice answers; its certificate for the name is its own. */
export const LATTICE_PORT = 443;

/**
 * A VPC Lattice service in front of the tasks, in the service network of the platform.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html
 */
export class Lattice {
  public readonly service: vpclattice.CfnService;
  public readonly targetGroup: vpclattice.CfnTargetGroup;
  public readonly role: iam.Role;

  /** The port of the tasks that requests are sent to. */
  public readonly port: PortSpec;

  /** Whether callers have to prove who they are. */
  public readonly isGuarded: boolean;

  constructor({ scope, ground, spec, service, network }: DiscoveryParts, way: LatticeSpec) {
    const { identifier, vpcAssociation } = ground._discovery.lattice;
    this.port = latticePort(spec, way)!;
    this.isGuarded = way.openBecause === undefined;
    this.targetGroup = new vpclattice.CfnTargetGroup(scope, 'LatticeTargetGroup', {
      type: 'IP',
      config: {
        port: this.port.port,
        protocol: 'HTTP',
        protocolVersion: VERSIONS[this.port.application!],
        vpcIdentifier: ground.network.vpc.vpcId,
        healthCheck: this.port.application === 'http' ? renderHealth(way.healthPath) : undefined,
      },
    });
    this.service = new vpclattice.CfnService(scope, 'LatticeService', { authType: this.isGuarded ? 'AWS_IAM' : 'NONE' });
    const listener = new vpclattice.CfnListener(scope, 'LatticeListener', {
      serviceIdentifier: this.service.attrId,
      protocol: 'HTTPS',
      port: LATTICE_PORT,
      defaultAction: { forward: { targetGroups: [{ targetGroupIdentifier: this.targetGroup.attrId, weight: 100 }] } },
    });
    const association = new vpclattice.CfnServiceNetworkServiceAssociation(scope, 'LatticeAssociation', {
      serviceIdentifier: this.service.attrId,
      serviceNetworkIdentifier: identifier,
    });
    if (this.isGuarded) {
      new vpclattice.CfnAuthPolicy(scope, 'LatticeAuthPolicy', { resourceIdentifier: this.service.attrArn, policy: ownAccount(this.service) });
    }
    this.role = makeRole(scope, spec.name, this.targetGroup);
    const from = ec2.Peer.prefixList((way.prefixList.value as ec2.IPrefixList).prefixListId);
    network.ownGroup!.addIngressRule(from, ec2.Port.tcp(this.port.port), 'from VPC Lattice');

    (service.node.defaultChild as ecs.CfnService).vpcLatticeConfigurations = [{
      portName: this.port.name, roleArn: this.role.roleArn, targetGroupArn: this.targetGroup.attrArn,
    }];
    service.node.addDependency(this.role, listener, association, vpcAssociation);
  }
}

/** The port that takes the requests. */
export function latticePort(spec: WorkloadSpec, { port: given }: LatticeSpec): PortSpec | undefined {
  return given === undefined ? mainPort(spec) : tcpPorts(spec).find(({ port }) => port === given);
}

function renderHealth(path: string): vpclattice.CfnTargetGroup.HealthCheckConfigProperty {
  return {
    enabled: true,
    path,
    protocol: 'HTTP',
    protocolVersion: 'HTTP1',
    matcher: { httpCode: '200-399' },
    healthCheckIntervalSeconds: 10,
    healthCheckTimeoutSeconds: 5,
    healthyThresholdCount: 2,
    unhealthyThresholdCount: 3,
  };
}

/**
 * Whoever belongs to the account may call, if their own policy says so, too; those of connected workloads do. To name them here would
 * have this service wait for those who wait for it.
 */
function ownAccount(service: vpclattice.CfnService): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({
      principals: [new iam.AccountRootPrincipal()],
      actions: ['vpc-lattice-svcs:Invoke'],
      resources: [service.attrArn, `${service.attrArn}/*`],
    })],
  });
}

/** What ECS may do to have tasks take part in the target group, where AWS's managed policy allows it for all of the account. */
function makeRole(scope: Construct, name: string, { attrArn }: vpclattice.CfnTargetGroup): iam.Role {
  const role = new iam.Role(scope, 'LatticeRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    description: `Lets ECS register the tasks of ${name} with VPC Lattice`,
  });
  allow(role, {
    actions: ['vpc-lattice:RegisterTargets', 'vpc-lattice:DeregisterTargets', 'vpc-lattice:GetTargetGroup', 'vpc-lattice:ListTargets'],
    resources: [attrArn],
  });
  allow(role, {
    actions: ['ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeInstances'],
    resources: ['*'],
    because: 'The describing actions of EC2 cannot be limited to a resource. What is changed is limited to the target group.',
  });
  ownPolicy(role);
  return role;
}
