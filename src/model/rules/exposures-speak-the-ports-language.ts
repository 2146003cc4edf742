import { Rule } from './rule';

/** What each protocol of an exposure is called on a port. */
const APPLICATIONS = { http1: 'http', http2: 'http2', grpc: 'grpc' } as const;

export const exposuresSpeakThePortsLanguage: Rule = ({ exposures, containers }, report) => {
  exposures.forEach(({ container, port, protocol }, index) => {
    const speaks = containers.find(({ name }) => name === container)?.ports.find(candidate => candidate.port === port)?.application;
    if (speaks !== undefined && speaks !== APPLICATIONS[protocol]) {
      report('ExposureApplicationMismatch', `exposures[${index}].protocol`, { port, speaks, protocol });
    }
  });
};
