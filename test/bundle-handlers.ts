/** What the constructs hand to Lambda is what is tested: bundled anew before the first test. */
import { bundleHandlers } from '../tools/build/handlers';

export default bundleHandlers;
