import { message } from '../message';

/** What is refused about events and alarms of images. */
export const imageEventMessages = {
  FindingsNeedInspector: message<{}>({
    what: () => 'the registry has basic scanning, which tells of scans and not of single findings',
    remedy: () => 'choose RegistryScanning.enhanced(), or hear of scans with onScan() or notifyOfVulnerabilities()',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced-events.html',
  }),
  TopicInOtherRegion: message<{ topic: string; here: string }>({
    what: p => `the topic is in ${p.topic}, but what happens in ${p.here} can only be told to topics there`,
    remedy: p => `give a topic of ${p.here}`,
    see: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  }),
};
