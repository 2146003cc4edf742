/** An app with stacks and nothing in them: what every CDK program pays. */
import { Case } from '../shape';

export const start: Case = () => ({ cell: () => undefined, service: () => undefined });
