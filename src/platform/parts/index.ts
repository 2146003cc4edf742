/**
 * What renderers of all platforms make alike: ways in and the alarms on them, images, file systems, rights to read secrets.
 */
export * from './alarm';
export * from './alarms';
export * from './bucket-files';
export * from './disk-key';
export * from './everything-for';
export * from './exposure';
export * from './file-systems';
export * from './image-assets';
export * from './image-caches';
export * from './metrics';
export * from './network-alarms';
export * from './network-listener';
export * from './network-metrics';
export * from './permissions';
export * from './scheme';
export * from './permissions';
export * from './secret-access';
export * from './security-group-text';
export * from './sources';
export * from './telemetry';
