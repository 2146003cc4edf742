import { message } from '../message';

const LIMITS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html';

/** Service quotas that AWS does not raise. */
export const quotaMessages = {
  TaskSecurityGroupsTooMany: message<{ count: number; limit: number }>({
    what: p => `${p.count} security groups besides the workload's own are more than tasks can have`,
    remedy: p => `leave at most ${p.limit}, and put the rules of several into one`,
    see: LIMITS,
  }),
  TaskSubnetsTooMany: message<{ count: number; limit: number }>({
    what: p => `${p.count} subnets are more than tasks can be spread over`,
    remedy: p => `choose at most ${p.limit}`,
    see: LIMITS,
  }),
};
