import { defineConfig } from 'vitest/config'

// What takes too long for every day: npm run soak. SEED=… plays a run again.
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    reporters: ['default', './test/totals.ts'],
    testTimeout: 3_600_000,
  },
})
