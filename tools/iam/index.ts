export * from './conditions';
export * from './evaluator';
export * from './resources';
export * from './wildcards';
