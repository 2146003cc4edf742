/** Says why images are refused, in the event of the stack: which, for what, and what to do. */
import { Fault } from './decide';
import { SEVERITIES, tally, Vulnerability } from './severity';
import { FindingsProperties } from '../../wire/findings';
import { ROOM } from '../release/room';

/** What a name or a reason is cut to, so that there is room for the rest. */
const NAME = 140;
const REASON = 220;
const SMALL = 60;

/** The first is told in full; of the others that there are any is told, if there is room for no more. */
export function explain(faults: readonly Fault[], props: FindingsProperties, room = ROOM): string {
  const remedy = remedyOf(faults, props);
  const left = room - remedy.length - 1;
  const lines: string[] = [];
  for (const [index, fault] of faults.entries()) {
    const rest = faults.length - index;
    const used = lines.join('\n').length + 1;
    const line = lineOf(fault, props, left - used - SMALL);
    if (index > 0 && used + line.length + SMALL > left) {
      lines.push(`${rest} more image${rest > 1 ? 's are' : ' is'} refused.`.slice(0, Math.max(0, left - used)));
      break;
    }
    lines.push(line);
  }
  // Whatever scanners have written: in one byte each, so that the answer to CloudFormation does not become too long either.
  return `${lines.join('\n')}\n${remedy}`.slice(0, room).replace(/[^\n\x20-\x7e]/g, '?');
}

function lineOf(fault: Fault, { severity }: FindingsProperties, room: number): string {
  const { container, image } = fault.image;
  const name = `Image ${around(image, NAME)} (container ${clip(container, SMALL)})`;
  if (fault.kind === 'unknown') { return `${name} is refused, because ${clip(fault.image.because, REASON)}.`; }
  const worse = severity === SEVERITIES[0] ? severity : `${severity} or worse`;
  const head = `${name} has ${tally(fault.found)}, and nothing of ${worse} may be deployed: `;
  return head + listed(fault.found, room - head.length);
}

/** As many as there is room for, one at least, and how many more there are. */
function listed(found: readonly Vulnerability[], room: number): string {
  const texts = found.map(textOf);
  let count = 1;
  let length = texts[0].length;
  while (count < texts.length && length + texts[count].length + 2 <= room - `, and ${texts.length} more.`.length) {
    length += texts[count].length + 2;
    count++;
  }
  const rest = texts.length - count;
  return `${texts.slice(0, count).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}.`;
}

function textOf({ id, severity, packageName, packageVersion, fixedIn }: Vulnerability): string {
  const where = packageName ? ` in ${clip([packageName, packageVersion].filter(Boolean).join(' '), SMALL)}` : '';
  return `${clip(id, SMALL)}${where} (${severity}${fixedIn ? `, fixed in ${clip(fixedIn, SMALL / 2)}` : ''})`;
}

function remedyOf(faults: readonly Fault[], { patienceMinutes }: FindingsProperties): string {
  const found = faults.some(({ kind }) => kind === 'vulnerable') ? 'Rebuild with versions that are fixed, or name what does not concern you in `ignore` of `imageFindings`.' : '';
  const unknown = faults.some(({ kind }) => kind === 'unknown')
    ? `Have the repository scanned, raise \`patience\` (${patienceMinutes} min), or accept images without results with \`unscanned\` of \`imageFindings\`.` : '';
  return [found, unknown].filter(Boolean).join(' ');
}

/** Both ends of a name matter: the repository, and the tag. */
function around(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length / 2 - 3)}...${text.slice(-length / 2)}`;
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}
