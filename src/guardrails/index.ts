export * from './container-guardrails';
