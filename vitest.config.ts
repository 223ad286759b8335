import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{packages,subgraphs}/*/test/**/*.test.ts',
      '{gateway,dev}/test/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    globalSetup: 'dev/services/global-setup.ts',
    setupFiles: 'packages/testing/src/vitest-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
