import { EC2_CAPACITY_MISTAKES } from '../../wrong-inputs/capacity';
import { expectRefused } from '../../wrong-inputs/expect-refused';

describe('EC2 capacity is refused', () => {
  expectRefused(EC2_CAPACITY_MISTAKES);
});
