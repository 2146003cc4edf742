/** Texts as Python shows them: the CDK's handler is a Python program, and people search for its messages. */

export function showText(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replace(/'/g, "\\'")}'`;
}

export function showBytes(text: string): string {
  return `b${showText(text)}`;
}

export function showList(texts: readonly string[]): string {
  return `[${texts.map(showText).join(', ')}]`;
}
