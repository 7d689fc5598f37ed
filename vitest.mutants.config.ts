import { defineConfig } from 'vitest/config'

// The tests that have to kill the mutants of src/machine: npm run mutants.
export default defineConfig({
  test: { include: ['test/machine/*.mutants.ts'], testTimeout: 60_000 },
})
