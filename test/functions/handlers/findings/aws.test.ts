/** How the gate reaches ECR: what one invocation may take is for all images together. */
import { findingsAws } from '../../../../src/functions/handlers/findings/aws';

const signals: unknown[] = [];

jest.mock('@aws-sdk/client-ecr', () => ({
  ECR: class {
    public batchGetImage(_: unknown, { abortSignal }: { abortSignal: AbortSignal }): Promise<object> {
      signals.push(abortSignal);
      return Promise.resolve({});
    }
  },
}), { virtual: true });

test('all questions of one invocation end at one time, in whichever region, and those of the next at another', async () => {
  const ask = async (regions: readonly string[]) => {
    const aws = findingsAws();
    for (const region of regions) {
      await aws.ecr(region).batchGetImage({ registryId: '111122223333', repositoryName: 'shop', imageIds: [] });
    }
  };

  await ask(['eu-west-1', 'eu-west-1', 'us-east-1']);
  expect(signals).toHaveLength(3);
  expect(new Set(signals).size).toBe(1);
  expect(signals[0]).toBeInstanceOf(AbortSignal);

  await ask(['eu-west-1']);
  expect(new Set(signals).size).toBe(2);
});
