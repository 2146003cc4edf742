/** The end: everything goes, except what its deletion policy keeps on purpose. */
import { expectThat, Step } from '../context';

export const destroy: Step = {
  title: 'cdk destroy',
  run: async ({ life, second }, progress) => {
    const protectedOnes = await life.liftProtection();
    if (protectedOnes.length > 0) { progress.tell('deletion protection of the load balancer lifted by hand, as an operator would'); }
    await life.destroy(second);
    const { kept, lost } = life.leftovers();
    expectThat(lost.length === 0, `left over: ${lost.map(live => `${live.type} ${live.physicalId}`).join(', ')}`);
    const types = [...new Set(kept.map(live => live.type.replace(/^AWS::/, '').replace('::', ' ')))];
    return kept.length === 0 ? 'nothing left' : `${kept.length} kept by their deletion policy (${types.join(', ')})`;
  },
};
