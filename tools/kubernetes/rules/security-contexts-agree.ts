/** What a security context says in one place it does not take back in another. */
import { Rule } from './rule';
import { complain } from '../app';
import { list, record } from '../object';

export const securityContextsAgree: Rule = {
  name: 'security contexts agree with themselves',
  *check({ pods }) {
    for (const { object, spec, containers } of pods) {
      const pod = record(spec.securityContext);
      for (const { value: { securityContext }, path } of containers) {
        const own = record(securityContext);
        const windows = record(spec.os).name === 'windows';
        if (!windows && (own.runAsNonRoot ?? pod.runAsNonRoot) === true && (own.runAsUser ?? pod.runAsUser) === 0) {
          yield complain(object, `${path}.securityContext.runAsNonRoot`, 'refuses root, and the user is root');
        }
        if (own.allowPrivilegeEscalation === false && own.privileged === true) {
          yield complain(object, `${path}.securityContext.allowPrivilegeEscalation`, 'is false, and the container has all privileges to begin with');
        }
        for (const name of [...list(record(own.capabilities).add), ...list(record(own.capabilities).drop)].filter(capability => String(capability).startsWith('CAP_'))) {
          yield complain(object, `${path}.securityContext.capabilities`, `${String(name)} is written without CAP_`);
        }
      }
    }
  },
};
