import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './dev/test-run/longest-first.ts';

export default defineConfig({
  // the one instance that Node gives to all, Apollo's packages too; Vite would take the other build of it
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } },
  test: {
    include: [
      '{packages,subgraphs}/*/test/**/*.test.ts',
      '{gateway,dev,deploy}/test/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    globalSetup: 'dev/services/global-setup.ts',
    setupFiles: 'packages/testing/src/vitest-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    // of the tests in one file that do not mind each other
    maxConcurrency: 2,
    // a process loads what it tests once, not for each file; files leave nothing behind, which a check makes sure of
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // of what a test waits for in memory
    expect: { poll: { interval: 10 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
