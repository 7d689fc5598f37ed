import { defineConfig } from 'vitest/config'

// The tests that have to kill the mutants of src/machine; without the million events of history.test.ts, which would
// have to be played for each of them.
export default defineConfig({
  test: {
    include: ['test/machine/*.test.ts'],
    exclude: ['test/machine/history.test.ts'],
    testTimeout: 30_000,
  },
})
