import { EKS_MISTAKES } from '../wrong-inputs/eks';
import { EKS_CONTAINER_MISTAKES } from '../wrong-inputs/eks-containers';
import { EKS_PLATFORM_MISTAKES } from '../wrong-inputs/eks-platform';
import { expectRefused } from '../wrong-inputs/expect-refused';

describe('mistakes in clusters, nodes and namespaces are refused with their code, their place and a way out', () => expectRefused(EKS_PLATFORM_MISTAKES));

describe('mistakes in workloads on EKS are refused with their code, their place and a way out', () => expectRefused(EKS_MISTAKES));

describe('mistakes in containers of pods are refused with their code, their place and a way out', () => expectRefused(EKS_CONTAINER_MISTAKES));
