/** Tells a variable that holds a secret from one that is only called after a secret. */
import { Token } from 'aws-cdk-lib/core';

/** Words that mean a secret wherever they stand. */
const SECRET_WORDS = new Set([
  'password', 'passwd', 'passphrase', 'passwords', 'pass', 'pwd', 'secret', 'secrets', 'token', 'credential', 'credentials', 'apikey',
]);

/** Words that make a secret of the `key` behind them; most other keys are public or names of things. */
const KEY_WORDS = new Set(['api', 'private', 'access', 'secret', 'signing', 'encryption', 'master', 'auth', 'account', 'session', 'shared', 'license']);

/** Last words that turn a secret into something about it: where it is, how long it lives, what it is called. */
const HARMLESS_ENDINGS = new Set([
  'url', 'uri', 'endpoint', 'host', 'port', 'arn', 'name', 'names', 'id', 'file', 'path', 'dir', 'directory', 'ttl', 'expiry', 'expires', 'expiration',
  'lifetime', 'age', 'timeout', 'duration', 'seconds', 'minutes', 'hours', 'days', 'ms', 'interval', 'length', 'size', 'min', 'max', 'count', 'limit',
  'enabled', 'disabled', 'required', 'allowed', 'policy', 'algorithm', 'alg', 'type', 'header', 'cookie', 'issuer', 'audience', 'scope', 'region',
  'version', 'prefix', 'suffix', 'param', 'parameter', 'field', 'format', 'encoding', 'strategy', 'provider', 'store', 'manager', 'backend', 'rounds',
]);

const SWITCH = /^(?:|0|1|true|false|yes|no|on|off|enabled|disabled)$/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const ACCESS_KEY = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i;

/** Why the variable must not be plain text, or undefined. The value itself is never repeated. */
export function secretReason(name: string, value: string): string | undefined {
  const readable = typeof value === 'string' && !Token.isUnresolved(value);
  if (readable && PRIVATE_KEY.test(value)) {
    return 'its value is a private key';
  }
  if (readable && ACCESS_KEY.test(value)) {
    return 'its value is an AWS access key';
  }
  if (readable && URL_WITH_PASSWORD.test(value)) {
    return 'its value is a URL with a password in it';
  }
  const isReference = readable && (SWITCH.test(value) || value.startsWith('arn:'));
  return !isReference && nameLooksSecret(name) ? 'its name says that it is a secret' : undefined;
}

function nameLooksSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(word => word !== '');
  if (HARMLESS_ENDINGS.has(words[words.length - 1])) {
    return false;
  }
  return words.some((word, index) =>
    (SECRET_WORDS.has(word) && !isWorkingDirectory(words, index)) || (word === 'key' && KEY_WORDS.has(words[index - 1])));
}

/** `PWD` and `OLD_PWD` are where a shell is; `DB_PWD` is a password. */
function isWorkingDirectory(words: readonly string[], index: number): boolean {
  return words[index] === 'pwd' && (words.length === 1 || words[index - 1] === 'old');
}
