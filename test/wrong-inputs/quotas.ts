import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { PRODUCTION, workload, WrongInput } from './wrong-input';
import { checkTaskLimits } from '../../src/ecs/operations';
import { Code } from '../../src/findings';
import { Handle, seal } from '../../src/model';
import { EcsWorkloadOptions } from '../../src/vocabulary';

function wrong(code: Code, path: string, remedy: string, options: (stack: Stack) => EcsWorkloadOptions): WrongInput {
  const findings = () => {
    const sealed = seal(workload({ platformOptions: { ecs: new Handle('ecs options', options(new Stack(new App(), 'Shop'))) } }), PRODUCTION);
    return [...sealed.findings, ...checkTaskLimits(sealed.spec)];
  };
  return { code, path, remedy, findings };
}

const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

/** More than AWS allows, whoever asks. */
export const QUOTA_MISTAKES: readonly WrongInput[] = [
  wrong('TaskSecurityGroupsTooMany', 'ecs.securityGroups', 'at most 4', stack => ({
    securityGroups: many(5, index => ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`)),
  })),
  wrong('TaskSubnetsTooMany', 'ecs.subnets', 'at most 16', stack => ({
    subnets: { subnets: many(17, index => ec2.Subnet.fromSubnetId(stack, `Subnet${index}`, `subnet-${index}`)) },
  })),
];
