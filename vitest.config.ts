import { defineConfig } from 'vitest/config'

const long = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    reporters: ['default', './test/totals.ts'],
    // By default one processor is kept free.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/*/reliability/**'],
          // The files of a worker share its modules: to load the rooms for each file again takes longer than the tests.
          isolate: false,
          globalSetup: './test/postgres.ts',
          provide: { full: false, thorough: false },
          ...long,
        },
      },
      {
        test: {
          name: 'verify',
          include: ['test/**/*.verify.ts', 'test/*/reliability/*.test.ts'],
          globalSetup: './test/postgres.ts',
          provide: { full: false, thorough: true },
          ...long,
        },
      },
      {
        test: {
          name: 'reliability',
          include: ['test/*/reliability/*.test.ts'],
          globalSetup: './test/postgres.ts',
          provide: { full: true, thorough: true },
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
