import { expectRefused } from '../wrong-inputs/expect-refused';
import { JOB_MISTAKES } from '../wrong-inputs/job';

expectRefused(JOB_MISTAKES);
