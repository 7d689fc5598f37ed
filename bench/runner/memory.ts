// What can't be measured beside other contenders, above all memory: in a process of its own, with its own flags.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Measure } from './subject.js'

const Figures = t.record(t.string, t.number)

/**
 * A measure of bytes by a script that prints a JSON object of them, contender by contender. `flags` are Node's, to
 * which `--expose-gc` is added.
 */
export const weigh = (name: string, script: URL, flags: ReadonlyArray<string> = []): Measure => ({
  name,
  unit: 'B',
  take: () => {
    const path = fileURLToPath(script)
    const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', ...flags, path], {
      encoding: 'utf8',
    })
    const figures = Figures.decode(JSON.parse(stdout || 'null'))
    if (E.isLeft(figures)) throw new Error(`${path} gave no figures: ${stderr}`)
    return Object.fromEntries(Object.entries(figures.right).map(([contender, bytes]) => [contender, [bytes]]))
  },
})

/** Flags under which nothing is collected while a few thousand runs leave their garbage. */
export const collectingNothing: ReadonlyArray<string> = [
  '--min-semi-space-size=256',
  '--max-semi-space-size=256',
]

const kept: Array<unknown> = [undefined]

/** How many bytes one run leaves behind; for scripts that run under {@link collectingNothing}. */
export const garbageOf = (run: () => unknown, times = 4000): number => {
  for (let count = 0; count < 4 * times; count++) kept[0] = run()
  const measured = Array.from({ length: 5 }, () => {
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    for (let count = 0; count < times; count++) kept[0] = run()
    return (process.memoryUsage().heapUsed - before) / times
  })
  return Math.round(Math.min(...measured))
}
