// Measures of memory, taken one by one after everything that can be collected has been.
import type { Measure } from './subject.js'

const used = (): number => {
  for (let times = 0; times < 4; times++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const bytes = <A>(
  name: string,
  contenders: Readonly<Record<string, A>>,
  bytesOf: (contender: A) => number,
): Measure => ({
  name,
  unit: 'B',
  take: () =>
    Object.fromEntries(Object.entries(contenders).map(([name, contender]) => [name, [bytesOf(contender)]])),
})

/** What each contender builds and keeps on the heap. */
export const heap = (name: string, contenders: Readonly<Record<string, () => unknown>>): Measure =>
  bytes(name, contenders, (build) => {
    const before = used()
    const kept = [build()]
    return used() - before + 0 * kept.length
  })

/** What one run of each contender leaves to be collected; the least of several tries. */
export const garbage = (name: string, contenders: Readonly<Record<string, () => unknown>>): Measure =>
  bytes(name, contenders, (run) => {
    const left = (times: number): number => {
      const before = used()
      for (let count = 0; count < times; count++) run()
      return Math.round((process.memoryUsage().heapUsed - before) / times)
    }
    left(20_000)
    // As many runs as leave 8 MB, which are not yet collected; at most so many that the least stays measurable.
    const times = Math.min(100_000, Math.ceil(8e6 / Math.max(1, left(500))))
    return Math.min(...Array.from({ length: 9 }, () => left(times)).filter((bytes) => bytes >= 0))
  })

/** The most that is in use, beyond what was at the start, while the items are taken one by one. */
export const peak = (name: string, contenders: Readonly<Record<string, () => Iterable<unknown>>>): Measure =>
  bytes(name, contenders, (items) => {
    const before = used()
    let [most, count] = [0, 0]
    for (const _ of items()) if (++count % 50_000 === 0) most = Math.max(most, used() - before)
    return most
  })
