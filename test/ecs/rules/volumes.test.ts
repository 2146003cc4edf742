import { VOLUME_FEATURES } from '../../../src/ecs/rules/volumes';
import { expectRefused } from '../../wrong-inputs/expect-refused';
import { VOLUME_MISTAKES } from '../../wrong-inputs/volume';

expectRefused(VOLUME_MISTAKES);

test('every volume is there on some launch type', () => {
  expect(Object.values(VOLUME_FEATURES).filter(({ has }) => has.length === 0)).toEqual([]);
});
