/**
 * What can be seen of workloads without anybody asking for it: dashboards and saved queries. Alarms are among the parts.
 */
export * from './dashboards';
export * from './graphs';
export * from './network-graphs';
export * from './saved-queries';
export * from './section';
