// A reporter that ends each run with one line, `N passed, N failed`. Where TEST_TOTALS names a file, the line is
// appended to it too, so that .ci/run can add up several runs.
import { appendFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

class Totals implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const skipped = count('skipped')
    const line =
      `${count('passed')} passed, ${count('failed') + broken + unhandled.length} failed` +
      `${skipped > 0 ? `, ${skipped} skipped` : ''}\n`
    process.stdout.write(line)
    const file = process.env['TEST_TOTALS']
    if (file !== undefined) appendFileSync(file, line)
  }
}

// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by its path and takes its default export
export default Totals
