import { EKS_SHARED_MISTAKES } from '../wrong-inputs/eks-shared';
import { expectRefused } from '../wrong-inputs/expect-refused';

describe('mistakes in volumes and environment files are refused with their code, their place and a way out', () => expectRefused(EKS_SHARED_MISTAKES));
