import { message } from '../message';

const SCANNING = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html';

/** What is refused about asking what is weak about images before they run. */
export const imageFindingsMessages = {
  FindingIdMalformed: message<{ given: string }>({
    what: ({ given }) => `'${given}' is not the id of a finding`,
    remedy: () => 'name one finding, as ECR calls it, for example CVE-2026-12345 or GHSA-jfh8-c2jp-5v3q',
    see: SCANNING,
  }),
  FindingsPatienceOutOfRange: message<{ given: string; min: number; max: number }>({
    what: p => `a deployment is to wait for scans for ${p.given}, which has to be from ${p.min} minute to ${p.max} minutes`,
    remedy: ({ max }) => `set \`patience\` to \`Duration.minutes(${max})\` or less, and scan images when they are pushed`,
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  }),
  ImageElsewhere: message<{ container: string; given: string; knownLater: boolean }>({
    what: p => p.knownLater
      ? `the name of the image of container ${p.container} is known only when it is deployed, so what was found in it cannot be asked`
      : `container ${p.container} runs ${p.given}, which is in no private repository of ECR, so what was found in it cannot be known`,
    remedy: p => p.knownLater
      ? 'name it with `Image.fromRepository()`, whose digest or tag may be known later, or accept it with `elsewhere: UnknownImages.ACCEPT`'
      : 'run a copy in a repository of yours, pull it through a cache of your registry, or accept it with `elsewhere: UnknownImages.ACCEPT`',
    see: SCANNING,
  }),
  EksImagesNotAsked: message<{}>({
    what: () => 'the objects of this platform are written to files, so its deployment cannot hold them back because of the images that they name',
    remedy: () => 'use ImageFindings.ignored() and have whoever applies the files look at the findings, or let CloudFormation apply them with ManifestDelivery.APPLY',
    see: SCANNING,
  }),
};
