import { expectRefused } from '../../wrong-inputs/expect-refused';
import { MANAGED_CAPACITY_MISTAKES } from '../../wrong-inputs/managed-instances';

describe('Managed Instances and machines outside of AWS are refused', () => {
  expectRefused(MANAGED_CAPACITY_MISTAKES);
});
