/** The library without the alarms it makes in production: what comes closest to the peers, which make none. */
import { Case } from '../shape';
import { fill } from './library';
import { PlatformProfile } from 'cdk-container-platform';

export const start: Case = (_, base) => fill(base, PlatformProfile.PRODUCTION.customize('without alarms', { alarms: false, dashboard: false, savedQueries: false }));
