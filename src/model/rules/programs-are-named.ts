import { Rule } from './rule';

/** An empty list is not "the image's own program": the platforms read it in different ways. */
export const programsAreNamed: Rule = ({ containers }, report) => {
  for (const { name, command, entryPoint, probe } of containers) {
    const programs = [
      { what: 'entry point', member: 'entryPoint', words: entryPoint },
      { what: 'command', member: 'command', words: command },
      { what: "probe's command", member: 'probe.command', words: probe?.kind === 'command' ? probe.command : undefined },
    ];
    for (const { what, member, words } of programs) {
      if (words !== undefined && (words.length === 0 || words[0] === '')) {
        report('CommandEmpty', `containers.${name}.${member}`, { what });
      }
    }
    if (probe?.kind === 'command' && /^CMD(?:-SHELL)?$/.test(probe.command[0] ?? '')) {
      const [prefix, ...rest] = probe.command;
      const program = prefix === 'CMD' ? rest : ['sh', '-c', rest.join(' ')];
      report('ProbeCommandPrefixed', `containers.${name}.probe.command`, { prefix, nearest: JSON.stringify(program) });
    }
  }
};
