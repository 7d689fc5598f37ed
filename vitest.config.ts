import { defineConfig } from 'vitest/config'

const patient = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    reporters: ['default', './test/tally.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package/**'],
          globalSetup: './test/postgres.ts',
          provide: { full: false },
          ...patient,
        },
      },
      {
        test: {
          name: 'reliability',
          include: ['test/*/reliability/*.test.ts'],
          globalSetup: './test/postgres.ts',
          provide: { full: true },
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], ...patient } },
    ],
  },
})
