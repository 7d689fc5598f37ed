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
          ...patient,
        },
      },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], ...patient } },
    ],
  },
})
