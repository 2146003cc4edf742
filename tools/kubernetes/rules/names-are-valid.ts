/** Names become host names, so they are spelled like those; some become part of a longer name and have to leave room. */
import { Rule } from './rule';
import { complain } from '../app';
import { isDns1035Label, isDnsLabel, isStandIn, isSubdomain, LONGEST_LABEL } from '../syntax';

/** A CronJob adds eleven characters to its name for each Job; so does a StatefulSet, for the label that tells its revisions. */
const LONGEST_WITH_SUFFIX = 52;

interface Spelling {
  readonly what: string;
  readonly fits: (name: string) => boolean;
}

const SUBDOMAIN: Spelling = { what: 'lower-case letters, digits, dashes and dots, at most 253', fits: isSubdomain };
const LABEL: Spelling = { what: `lower-case letters, digits and dashes, at most ${LONGEST_LABEL}`, fits: isDnsLabel };
const SHORT: Spelling = { what: `lower-case letters, digits, dashes and dots, at most ${LONGEST_LABEL}`, fits: name => isSubdomain(name) && name.length <= LONGEST_LABEL };
const WITH_SUFFIX: Spelling = {
  what: `lower-case letters, digits and dashes, at most ${LONGEST_WITH_SUFFIX}`,
  fits: name => isDnsLabel(name) && name.length <= LONGEST_WITH_SUFFIX,
};
const PATH: Spelling = { what: 'no slash and no percent sign', fits: name => !/[/%]/.test(name) && !['', '.', '..'].includes(name) };

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  Namespace: LABEL,
  Service: { what: `lower-case letters, digits and dashes, a letter first, at most ${LONGEST_LABEL}`, fits: isDns1035Label },
  CronJob: WITH_SUFFIX,
  // The server takes longer ones, but they are also labels and host names of pods.
  Deployment: SHORT,
  DaemonSet: SHORT,
  ReplicaSet: SHORT,
  StatefulSet: WITH_SUFFIX,
  Job: SHORT,
  NodePool: SHORT,
  Role: PATH,
  RoleBinding: PATH,
  ClusterRole: PATH,
  ClusterRoleBinding: PATH,
};

export const namesAreValid: Rule = {
  name: 'names are valid',
  *check({ objects }) {
    for (const object of objects) {
      const { name } = object.metadata;
      const { what, fits } = Object.hasOwn(SPELLINGS, object.kind) ? SPELLINGS[object.kind] : SUBDOMAIN;
      if (!isStandIn(name) && !fits(name)) {
        yield complain(object, 'metadata.name', `'${name}' is not made of ${what}`);
      }
    }
  },
};
