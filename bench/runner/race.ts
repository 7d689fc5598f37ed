// Times contenders by turns in one process, so that whatever slows the machine slows them all.
import type { Measure } from './subject.js'

/** Does the work and returns something that depends on it, so that nothing can be optimised away. */
type Run = () => unknown

/** By name; with `units` where one run does more than one unit of work. */
export type Contenders = Readonly<Record<string, Run | { readonly units: number; readonly run: Run }>>

/** How many turns each contender has, and how many milliseconds each takes: most end before another process runs. */
interface Rounds {
  readonly rounds?: number
  readonly turn?: number
}

/** Keeps results alive. */
const sink: Array<unknown> = [undefined]

/** Runs the contender so many times; gives the nanoseconds. */
type Turn = (times: number) => Promise<number>

/** Whatever awaits others is timed by the clock; the rest by the processor, garbage collection included. */
const turnOf = (run: Run): Turn => {
  if (run() instanceof Promise) {
    return async (times) => {
      const start = process.hrtime.bigint()
      for (let count = 0; count < times; count++) sink[0] = await run()
      return Number(process.hrtime.bigint() - start)
    }
  }
  return async (times) => {
    const start = process.cpuUsage()
    for (let count = 0; count < times; count++) sink[0] = run()
    const { user, system } = process.cpuUsage(start)
    return (user + system) * 1000
  }
}

const warmUp = 500e6

/** How many runs a turn has, found by doubling until the contender is warm. */
const timesFor = async (turn: Turn, nanoseconds: number): Promise<number> => {
  let times = 1
  let taken = await turn(times)
  for (let spent = taken; spent < warmUp; spent += taken) {
    if (taken < nanoseconds) times *= 2
    taken = await turn(times)
  }
  return Math.max(1, Math.round((times * nanoseconds) / taken))
}

const shuffled = <T>(items: ReadonlyArray<T>): ReadonlyArray<T> =>
  items
    .map((item) => ({ item, rank: Math.random() }))
    .toSorted((first, second) => first.rank - second.rank)
    .map(({ item }) => item)

/** A measure of time. Every round draws a new order: whoever follows JSON.parse pays for its garbage. */
export const race = (name: string, contenders: Contenders, options: Rounds = {}): Measure => ({
  name,
  unit: 'ns',
  take: async () => {
    const { rounds = 200, turn: milliseconds = 1 } = options
    const samples: Record<string, Array<number>> = {}
    const turns = []
    for (const [name, contender] of Object.entries(contenders)) {
      const { run, units } = typeof contender === 'function' ? { run: contender, units: 1 } : contender
      const turn = turnOf(run)
      const times = await timesFor(turn, milliseconds * 1e6)
      samples[name] = []
      turns.push(async () => samples[name]?.push((await turn(times)) / (times * units)))
    }
    for (let round = 0; round < rounds; round++) for (const take of shuffled(turns)) await take()
    return samples
  },
})
