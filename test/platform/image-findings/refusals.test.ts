import { expectRefused } from '../../wrong-inputs/expect-refused';
import { IMAGE_FINDINGS_MISTAKES } from '../../wrong-inputs/image-findings';

describe('what is asked about images is refused when it cannot be meant', () => expectRefused(IMAGE_FINDINGS_MISTAKES));
