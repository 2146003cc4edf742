/** Writes the XML of the Query and REST protocols. */
import { isObject } from '../engine/values';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character]);
}

/** `item` names the elements of a list: `member` for Query services, `item` for EC2; null writes them without a wrapper, as S3 does. */
export function toXml(value: unknown, item: string | null = 'member'): string {
  if (value === undefined || value === null) { return ''; }
  if (value instanceof Date) { return value.toISOString(); }
  if (Array.isArray(value)) { return value.map(element => `<${item}>${toXml(element, item)}</${item}>`).join(''); }
  if (!isObject(value)) { return escapeXml(String(value)); }
  return Object.entries(value).filter(([, element]) => element !== undefined).map(([key, element]) =>
    item === null && Array.isArray(element)
      ? element.map(one => `<${key}>${toXml(one, item)}</${key}>`).join('')
      : `<${key}>${toXml(element, item)}</${key}>`).join('');
}
