/**
 * Writes values that JSON could hold as YAML. Text is quoted as in JSON, which YAML understands, unless it is so plain that
 * nothing could take it for something else.
 */
export function toYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map(item => `${indent}- ${toYaml(item, `${indent}  `).trimStart()}`).join('');
  }
  const members = isRecord(value) ? Object.entries(value).filter(([, member]) => member !== undefined) : [];
  return members.length > 0
    ? members.map(([name, member]) => `${indent}${scalar(name)}:${isBranch(member) ? `\n${toYaml(member, `${indent}  `)}` : ` ${toYaml(member)}`}`).join('')
    : `${scalar(value)}\n`;
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
const WORDS_WITH_A_MEANING = /^(true|false|yes|no|on|off|null|y|n)$/i;

function scalar(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) && !WORDS_WITH_A_MEANING.test(value) ? value : JSON.stringify(value);
}

function isBranch(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
