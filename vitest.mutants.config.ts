import { defineConfig } from 'vitest/config'

// The tests that have to kill the mutants of codec, model and machine: npm run mutants.
export default defineConfig({
  test: {
    include: ['test/mutants/*.mutants.ts'],
    testTimeout: 300_000,
    provide: { full: false, thorough: false },
  },
})
