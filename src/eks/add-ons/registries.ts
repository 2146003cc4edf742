import { CfnMapping, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The account that EKS keeps its images in, in most regions. */
const MOST = '602401143452';

/**
 * The others.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
 */
const REGISTRIES: Record<string, string> = {
  'af-south-1': '877085696533',
  'ap-east-1': '800184023465',
  'ap-east-2': '533267051163',
  'ap-south-2': '900889452093',
  'ap-southeast-3': '296578399912',
  'ap-southeast-4': '491585149902',
  'ap-southeast-6': '333609536671',
  'ap-southeast-7': '121268973566',
  'ca-west-1': '761377655185',
  'cn-north-1': '918309763551',
  'cn-northwest-1': '961992271922',
  'eu-central-2': '900612956339',
  'eu-south-1': '590381155156',
  'eu-south-2': '455263428931',
  'eusc-de-east-1': '877088126301',
  'il-central-1': '066635153087',
  'me-central-1': '759879836304',
  'me-south-1': '558608220178',
  'mx-central-1': '730335286997',
  'us-gov-east-1': '151742754352',
  'us-gov-west-1': '013241004608',
};

/** A template for any region has to look all of them up. */
const USUAL_REGIONS = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1',
  'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
];

/** The registry from which nodes of a stack pull images of EKS: in their own region, so that closed networks can, too. */
export function registryOf(scope: Construct): string {
  const { region, urlSuffix } = Stack.of(scope);
  return `${accountOf(scope, region)}.dkr.ecr.${region}.${urlSuffix}`;
}

function accountOf(scope: Construct, region: string): string {
  if (!Token.isUnresolved(region)) {
    return REGISTRIES[region] ?? MOST;
  }
  const accounts = { ...Object.fromEntries(USUAL_REGIONS.map(usual => [usual, MOST])), ...REGISTRIES };
  const mapping = Object.fromEntries(Object.entries(accounts).map(([name, account]) => [name, { account }]));
  return new CfnMapping(scope, 'Registries', { mapping }).findInMap(region, 'account');
}
