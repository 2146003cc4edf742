import { DISCOVERY_MISTAKES } from '../wrong-inputs/discovery';
import { expectRefused } from '../wrong-inputs/expect-refused';

expectRefused(DISCOVERY_MISTAKES);
