import { expectRefused } from '../../wrong-inputs/expect-refused';
import { SERVICE_MISTAKES } from '../../wrong-inputs/service';

describe('the place of a task', () => {
  expectRefused(SERVICE_MISTAKES);
});
