import type { Reporter, TestModule } from 'vitest/node'

/** Ends every run with one plain line, `N passed, N failed`, that a person and a script can both read. */
class Tally implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const skipped = count('skipped')
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + broken + unhandled.length} failed` +
        `${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    )
  }
}

// biome-ignore lint/style/noDefaultExport: a reporter named by its path is its default export
export default Tally
