/**
 * What the examples put into clusters, for the types of Kubernetes and for what its API server would say. Each cluster gets the
 * objects of all stacks that name it.
 */
import { Stack } from 'aws-cdk-lib/core';
import { EXAMPLE_NAMES, runExample, SETTINGS } from './run';
import { EksPlatform } from '../../src/eks';
import { checkObjects } from '../../tools/kubernetes';
import { plain } from '../eks/support';

const ON_EKS = EXAMPLE_NAMES.filter(name => platformsOf(name).length > 0);

function platformsOf(name: string, setting = SETTINGS[0][1]): EksPlatform[] {
  return runExample(name, setting).node.findAll().filter(construct => construct instanceof EksPlatform);
}

test('there are examples on EKS', () => {
  expect(ON_EKS).not.toEqual([]);
});

describe.each(ON_EKS)('%s', name => {
  test.each(SETTINGS)('is understood by the cluster, with %s', (_, setting) => {
    for (const platform of platformsOf(name, setting)) {
      const objects = platform._manifests.under(Stack.of(platform).node.root as Stack).map(plain);
      expect(objects.length).toBeGreaterThan(10);
      expect(checkObjects(objects)).toEqual([]);
    }
  });
});
