/** The library without the alarms it makes in production: what comes closest to the peers, which make none. */
import { PlatformProfile } from 'cdk-container-platform';
import { Case } from '../shape';
import { fill } from './library';

export const start: Case = (_, base) => fill(base, PlatformProfile.PRODUCTION.customize('without alarms', { alarms: false }));
