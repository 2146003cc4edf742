import { awscdk, javascript } from 'projen';
import { modelImports, zones } from './projenrc/layers';

/** The oldest peers the test suite passes on (`npm run test:floor`) and today's, which the library is developed on. */
const FLOOR = { cdk: '2.252.0', constructs: '10.5.0' };
const TODAY = { cdk: '2.276.0', constructs: '10.8.1' };

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-container-platform',
  description: 'Production-grade containers on AWS from a dozen lines of CDK: network, registry, ECS, ingress, rollouts.',
  author: 'The cdk-container-platform authors',
  authorAddress: 'maintainers@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-container-platform/cdk-container-platform.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-container-platform authors',
  keywords: ['aws', 'cdk', 'ecs', 'fargate', 'containers', 'alb', 'ecr', 'copilot', 'app-runner'],
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  cdkVersion: FLOOR.cdk,
  constructsVersion: FLOOR.constructs,
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    `aws-cdk-lib@${TODAY.cdk}`,
    'aws-cdk@2.1148.1', // exactly: the registry's "latest" tag points to an accidental 3.0.0
    'cdk-nag@3.0.2',
    '@aws-cdk/lambda-layer-kubectl-v36@2.0.1', // for examples on EKS
    '@kubernetes/client-node@2.0.1', // its types of Kubernetes 1.36, which tools/kubernetes is generated from
    // Of the handlers in src/functions/handlers: the types of what Lambda brings along, and what bundles them.
    ...['application-auto-scaling', 'cloudformation', 'codedeploy', 'ecs', 'elastic-load-balancing-v2', 'lambda', 'ssm'].map(client => `@aws-sdk/client-${client}@3.1133.0`),
    'esbuild@0.28.2',
    'jsii-rosetta@~6.0.16',
    'jsii-pacmak@^1.140.0',
    'jsii-docgen@^10.12.6',
    'fast-check@^4',
    '@swc/core@1.16.18', // exactly: the newest of which the packages of all systems are published
    '@swc/jest@^0.2',
    'tsx@^4',
    'semver@^7',
    '@types/semver@^7',
  ],

  publishToPypi: { distName: 'cdk-container-platform', module: 'cdk_container_platform' },
  publishToMaven: {
    javaPackage: 'io.github.cdkcontainerplatform',
    mavenGroupId: 'io.github.cdkcontainerplatform',
    mavenArtifactId: 'cdk-container-platform',
  },
  publishToNuget: { dotNetNamespace: 'CdkContainerPlatform', packageId: 'CdkContainerPlatform' },
  publishToGo: { moduleName: 'github.com/cdk-container-platform/cdk-container-platform-go' },
  stability: 'stable',
  compressAssembly: true,

  github: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      // No test is about time; a busy machine is no reason to fail.
      testTimeout: 60_000,
      // Jest would leave one processor to whoever watches; nobody does, and half of a small machine is a lot.
      maxWorkers: '100%',
      moduleNameMapper: { '^cdk-container-platform$': '<rootDir>/src' },
      globalSetup: '<rootDir>/test/bundle-handlers.ts',
      setupFiles: ['<rootDir>/test/setup.ts'],
      setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
    },
  },
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['.projenrc.ts'],
    exclude: ['lib', 'dist', '**/cdk.out', 'scratch*'],
    compilerOptions: {
      rootDir: '.',
      paths: { 'cdk-container-platform': ['./src'] },
      noEmit: true,
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'tools', 'examples', 'benchmark', '.projenrc.ts'], fileExtensions: ['.ts'], projectService: false, tsconfigPath: './tsconfig.dev.json' },
  gitignore: ['.jsii.gz', '.jsii.tabl.json', 'cdk.out/', '.DS_Store', '/.cfnlint/', '*.tsbuildinfo', '/scratch*/', '__pycache__/', '/assets/'],
});

for (const path of ['!.jsii.gz', '.jsii.tabl.json', '/.cfnlint/', '!CHANGELOG.md', '/tools/', '/examples/', '/benchmark/', '/docs/', '/rosetta/', '/.ci/', '/scratch/', 'cdk.out/', 'CONTRIBUTING.md', '.swcrc', '/lib/functions/handlers/', '/API.md']) {
  project.npmignore?.addPatterns(path);
}

// Likewise; a lock file cannot name a package that is not there, and `npm ci` refuses one that does not.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// After the peer dependency, which would remove it again.
project.addDevDeps(`constructs@${TODAY.constructs}`);

// Types are checked once, by the compiler; the test run only strips them. Projen would add a second, type-checking way.
const jest = project.jest!.config;
jest.transform = { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' } }] };
jest.testMatch = ['<rootDir>/test/**/*.test.ts'];
jest.reporters = ['default'];
for (const unused of ['ts-jest', 'jest-junit']) {
  project.deps.removeDependency(unused);
}

// --- Lint: the order of imports, and the direction of the house -----------------------------------------------------
project.eslint?.addRules({
  'import/no-cycle': ['error'],
  'import/no-restricted-paths': ['error', { zones }],
});
project.eslint?.addOverride({ files: ['src/model/**/*.ts'], rules: { 'no-restricted-imports': ['error', modelImports] } });
// Whether the library's own name leads to a link or to the sources depends on what ran before; its place must not.
project.tryFindObjectFile('.eslintrc.json')?.addOverride('settings.import/internal-regex', '^cdk-container-platform$');
// Examples and benchmarks name the library as its users do.
project.eslint?.addOverride({ files: ['examples/**/*.ts', 'benchmark/**/*.ts'], rules: { 'import/no-extraneous-dependencies': 'off' } });

// --- Tasks ----------------------------------------------------------------------------------------------------------
const tsx = (script: string) => `tsx --tsconfig tsconfig.dev.json ${script}`;

project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.compileTask.exec(tsx('tools/build/lazy-index.ts'));
project.compileTask.exec(tsx('tools/build/handlers.ts'));

const unit = project.addTask('unit', {
  description: 'Runs the unit tests; arguments select files',
  steps: [{ exec: 'jest --ci', receiveArgs: true }],
});
const types = project.addTask('types', { description: 'Type-checks tests, tools, examples and benchmarks', exec: 'tsc --noEmit -p tsconfig.dev.json' });
const lint = project.addTask('lint', {
  description: 'Lints without changing anything',
  exec: 'eslint --ext .ts --max-warnings 0 src test tools examples benchmark projenrc .projenrc.ts',
  env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
});
const examples = project.addTask('examples', { description: 'Deploys and destroys every example in the local endpoint', exec: tsx('tools/demo/examples.ts'), receiveArgs: true });
const docsCheck = project.addTask('docs:check', { description: 'Checks that generated pages are up to date and that every program in the pages compiles', exec: tsx('tools/docs/check.ts') });
const smoke = project.addTask('smoke', { description: 'Packs the library, installs it in an empty app and synthesises that', exec: tsx('tools/checks/smoke.ts') });
project.addTask('docs', { description: 'Writes the generated pages: API.md, docs/errors.md', steps: [{ spawn: 'docgen' }, { exec: tsx('tools/docs/errors.ts') }] });
project.addTask('demo', { description: 'Shows a whole life of a platform in the local endpoint', exec: tsx('tools/demo/main.ts'), receiveArgs: true });
project.addTask('simulate', { description: 'Simulates any number of CodeDeploy rollouts in a world with faults', exec: tsx('tools/rollout-simulation/main.ts'), receiveArgs: true });
project.addTask('benchmark', { description: 'Measures the library against its peers', exec: tsx('benchmark/main.ts'), receiveArgs: true });
project.addTask('test:floor', { description: 'Compiles and tests against the oldest supported peers', exec: tsx('tools/checks/floor.ts') });
project.addTask('languages', { description: 'Generates the bindings of every language', exec: tsx('tools/checks/languages.ts') });
project.addTask('cfn-lint', { description: 'Runs cfn-lint over the templates of every example', exec: tsx('tools/checks/cfn-lint.ts') });

project.testTask.reset();
project.testTask.description = 'Everything a contributor needs: compile, lint, unit, examples, docs, package';
for (const task of [project.compileTask, types, lint, unit, docsCheck, examples, smoke]) {
  project.testTask.spawn(task);
}
project.tasks.removeTask('test:update');
project.tasks.removeTask('test:watch');

project.package.addField('sideEffects', false);
project.synth();
