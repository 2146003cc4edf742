import { cidrBlocks } from '../../tools/local-cloudformation/engine/cidr';
import { resolve, Scope } from '../../tools/local-cloudformation/engine/intrinsics';
import { NO_VALUE, Unknown } from '../../tools/local-cloudformation/engine/values';

const names: Record<string, unknown> = { 'Name': 'web', 'List': ['a', 'b', 'c'], 'AWS::NoValue': NO_VALUE, 'Later': new Unknown('Later') };
const scope: Scope = {
  ref: name => names[name],
  attribute: (id, name) => `${id}#${name}`,
  condition: name => name === 'Yes',
  mapping: (map, first, second) => map === 'M' && first === 'a' ? ({ b: 'found' } as Record<string, string>)[second] : undefined,
  importValue: name => `import:${name}`,
  stackOutput: (stack, key) => `${stack}/${key}`,
  zones: region => [`${region || 'here'}a`, `${region || 'here'}b`],
};

test.each<[string, unknown, unknown]>([
  ['Ref', { Ref: 'Name' }, 'web'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }, 'Db#Endpoint.Port'],
  ['GetAtt as a string', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Db#Endpoint.Port'],
  ['Sub with a name, an attribute, a variable and an escape', { 'Fn::Sub': ['${Name}-${Db.Arn}-${x}-${!kept}', { x: { Ref: 'Name' } }] }, 'web-Db#Arn-web-${kept}'],
  ['Join over a list reference', { 'Fn::Join': ['-', { Ref: 'List' }] }, 'a-b-c'],
  ['Select of a Split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['If takes the branch of its condition', [{ 'Fn::If': ['Yes', 1, 2] }, { 'Fn::If': ['No', 1, 2] }], [1, 2]],
  ['NoValue removes a property and a list item', { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: [{ Ref: 'AWS::NoValue' }, 2] }, { b: [2] }],
  ['FindInMap', { 'Fn::FindInMap': ['M', 'a', 'b'] }, 'found'],
  ['FindInMap with a default', { 'Fn::FindInMap': ['M', 'a', 'z', { DefaultValue: 'd' }] }, 'd'],
  ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-vpc' } }, 'import:web-vpc'],
  ['GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Net', OutputName: 'Vpc' } }, 'Net/Vpc'],
  ['GetAZs', { 'Fn::GetAZs': '' }, ['herea', 'hereb']],
  ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, ['10.0.0.0/24', '10.0.1.0/24']],
  ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ['Length', { 'Fn::Length': { Ref: 'List' } }, 3],
  ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Name' } } }, '{"a":"web"}'],
  ['the logic functions', { 'Fn::And': [{ 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }, { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }] }, true],
  ['an IAM Condition block stays data', { Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
])('%s', (_name, value, expected) => {
  expect(resolve(value, scope)).toEqual(expected);
});

test.each(['Fn::Join', 'Fn::Sub', 'Fn::Split', 'Fn::Select', 'Fn::Base64'])('%s of a value that is not known yet is not known yet', name => {
  const later = { Ref: 'Later' };
  const argument = { 'Fn::Join': ['', ['a', later]], 'Fn::Sub': 'x${Later}', 'Fn::Split': [',', later], 'Fn::Select': [0, later], 'Fn::Base64': later }[name];
  expect(resolve({ [name]: argument }, scope)).toBeInstanceOf(Unknown);
});

test.each<[string, unknown, RegExp]>([
  ['an unknown name', { Ref: 'Nobody' }, /Unresolved resource dependencies \[Nobody\]/],
  ['an unknown function', { 'Fn::Magic': 1 }, /Fn::Magic is not a function/],
  ['a missing mapping', { 'Fn::FindInMap': ['M', 'x', 'y'] }, /Unable to get mapping for M::x::y/],
  ['an index outside the list', { 'Fn::Select': [9, ['a']] }, /nonexistent value at index 9/],
  ['blocks that do not fit', { 'Fn::Cidr': ['10.0.0.0/24', 3, 7] }, /cannot cut 3 blocks/],
])('refuses %s', (_name, value, message) => {
  expect(() => resolve(value, scope)).toThrow(message);
});

test('cuts IPv6 blocks into /64s unless told otherwise', () => {
  expect(cidrBlocks('2600:1f13:abc:de00::/56', 3)).toEqual(['2600:1f13:abc:de00::/64', '2600:1f13:abc:de01::/64', '2600:1f13:abc:de02::/64']);
});
