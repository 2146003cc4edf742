export * from './conditions';
export * from './evaluator';
export * from './wildcards';
