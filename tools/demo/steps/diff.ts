/** What the second version would change. */
import { expectThat, Step } from '../context';

export const diff: Step = {
  title: 'cdk diff (new image)',
  run: async ({ life, second }) => {
    const { output } = await life.diff(second);
    const changes = output.split('\n').filter(line => /^\s*\[[-+~]\] AWS::/.test(line));
    expectThat(changes.length > 0, 'the diff shows no change');
    const kinds = new Map<string, number>();
    for (const change of changes) {
      const kind = `${/AWS::\w+::(\w+)/.exec(change)![1]} ${/\breplace/.test(change) ? 'replaced' : 'changed'}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    return [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  },
};
