/**
 * The direction of the house: each folder of `src/`, and the folders it may import from.
 *
 * Arrows only point up this list. ESLint refuses any other import and `test/architecture.test.ts` proves that it does.
 */
export const LAYERS: Record<string, string[]> = {
  private: [],
  findings: ['private'],
  model: ['private', 'findings'],
  vocabulary: ['private', 'findings', 'model'],
  network: ['private', 'findings', 'vocabulary'],
  registry: ['private', 'findings', 'vocabulary'],
  ingress: ['private', 'findings', 'model', 'vocabulary', 'network'],
  functions: ['private', 'findings', 'model', 'vocabulary'],
  rollout: ['private', 'findings', 'model', 'vocabulary', 'functions'],
  platform: ['private', 'findings', 'model', 'vocabulary', 'network', 'registry', 'ingress', 'functions', 'rollout'],
  ecs: ['private', 'findings', 'model', 'vocabulary', 'network', 'registry', 'ingress', 'functions', 'rollout', 'platform'],
  eks: ['private', 'findings', 'model', 'vocabulary', 'network', 'registry', 'ingress', 'functions', 'rollout', 'platform'],
  workloads: ['private', 'findings', 'model', 'vocabulary', 'platform'],
  guardrails: ['private', 'findings'],
};

/** `import/no-restricted-paths` zones: for every folder, everything it may not reach. */
export const zones = Object.entries(LAYERS).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...allowed].map(name => `./${name}`),
  message: `src/${folder} may import only from: ${allowed.join(', ') || 'nothing'} (see docs/decisions/001-layers.md)`,
}));

/** What the model may take from the CDK: quantities and the test for unresolved values, no service. */
export const modelImports = {
  patterns: [
    { regex: '^(constructs|aws-cdk-lib(?!/core$).*)$', message: 'the model knows no AWS service (docs/decisions/001-layers.md)' },
    { regex: '^aws-cdk-lib/core$', importNamePattern: '^(?!(Duration|Size|Token)$)', message: 'the model takes only Duration, Size and Token from the CDK (docs/decisions/001-layers.md)' },
  ],
};
