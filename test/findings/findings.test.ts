import { App, Stack } from 'aws-cdk-lib/core';
import { finding, Finding, refuse, RefusedError } from '../../src/findings';
import { MESSAGES } from '../../src/findings/messages';

const wrongPort = finding('PortOutOfRange', 'containers.web.ports.http.port', { given: 0, nearest: 1 });
const noName = finding('WorkloadNameMissing', 'name', {});

function refused(scope: Parameters<typeof refuse>[0], findings: readonly Finding[]): RefusedError {
  try {
    refuse(scope, findings);
  } catch (error) {
    return error as RefusedError;
  }
  throw new Error('nothing was refused');
}

describe('a finding', () => {
  test('carries code, place, fault and remedy', () => {
    expect(wrongPort).toMatchObject({
      code: 'PortOutOfRange',
      path: 'containers.web.ports.http.port',
      what: 'port 0 is not a whole number from 1 to 65535',
      remedy: 'choose a port from 1 to 65535, for example 1',
    });
    expect(wrongPort.see).toBeUndefined();
  });

  test('reads as what and where, what to do, where to read on', () => {
    const ulimit = finding('UlimitUnknown', 'containers.web.ulimits.nofiles', { given: 'nofiles', nearest: 'nofile', known: [] });

    expect(ulimit.toString()).toBe([
      "containers.web.ulimits.nofiles: there is no ulimit called 'nofiles' [UlimitUnknown]",
      "  -> write 'nofile'",
      '     https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html',
    ].join('\n'));
  });
});

describe('refusing', () => {
  test('nothing is nothing', () => {
    expect(() => refuse('here', [])).not.toThrow();
  });

  test('throws everything at once, under the path of the construct', () => {
    const error = refused(new Stack(new App(), 'Shop'), [noName, wrongPort]);

    expect(error.name).toBe('RefusedError');
    expect(error.findings).toEqual([noName, wrongPort]);
    expect(error.message).toMatch(/^2 findings in 'Shop'\n/);
    expect(error.message).toContain('[WorkloadNameMissing]');
    expect(error.message).toContain('[PortOutOfRange]');
  });

  test('one finding is one finding', () => {
    expect(refused('compose.yaml', [noName]).message).toMatch(/^1 finding in 'compose.yaml'\n/);
  });

  test('an app without a path is called the app', () => {
    expect(refused(new App(), [noName]).message).toContain("in 'the app'");
  });
});

describe('the table of messages', () => {
  const entries = Object.entries(MESSAGES);

  test('has codes that read like names', () => {
    expect(entries.map(([code]) => code).filter(code => !/^(?:[A-Z][a-z0-9]+)+$/.test(code))).toEqual([]);
  });

  test('links to pages, not to places that a reader cannot open', () => {
    expect(entries.filter(([, { see }]) => see !== undefined && !/^https:\/\/[a-z.]+\/\S+$/.test(see)).map(([code]) => code)).toEqual([]);
  });
});
