// Times functions against each other: in one process, by turns, so that whatever slows the machine slows them all;
// in time on the processor, so that what else the machine does counts as little as can be.
import type { Measure, Samples } from './subject.js'

/** One way to do what is measured. */
export interface Contender {
  readonly name: string
  /** Does the work and gives back something that depends on it, so that none of it can be left out. */
  readonly run: () => unknown
  /** How many units of work one run does; 1 by default. */
  readonly units?: number
}

export interface Rounds {
  /** How many turns each contender has; 200 by default. */
  readonly rounds?: number
  /**
   * How long a turn takes, in milliseconds; 1 by default, so short that most are over before another process gets
   * the processor. A run that takes longer is a turn by itself.
   */
  readonly turn?: number
}

const kept: Array<unknown> = [undefined]

type Turn = (times: number) => number | Promise<number>

const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

/**
 * What answers with a promise is awaited, run after run, and timed by the clock, for it may wait for others; what
 * doesn't is timed by the processor, its share of collecting garbage included.
 */
const turnOf = async ({ run }: Contender): Promise<Turn> => {
  const first = run()
  if (first instanceof Promise) {
    await first
    return async (times) => {
      const start = process.hrtime.bigint()
      for (let count = 0; count < times; count++) kept[0] = await run()
      return Number(process.hrtime.bigint() - start)
    }
  }
  return (times) => {
    const start = processorTime()
    for (let count = 0; count < times; count++) kept[0] = run()
    return processorTime() - start
  }
}

/** How long a contender runs before it is measured, in nanoseconds: a request in steps is compiled after thousands. */
const warmUp = 500e6

/** How many runs a turn has; found by doubling, which warms up, too. */
const timesFor = async (turn: Turn, nanoseconds: number): Promise<number> => {
  let times = 1
  let taken = await turn(times)
  for (let spent = taken; spent < warmUp; spent += taken) {
    if (taken < nanoseconds) times *= 2
    taken = await turn(times)
  }
  return Math.max(1, Math.round((times * nanoseconds) / taken))
}

interface Lane {
  readonly name: string
  readonly turn: Turn
  readonly times: number
  readonly units: number
  readonly taken: Array<number>
}

const laneOf = async (contender: Contender, nanoseconds: number): Promise<Lane> => {
  const turn = await turnOf(contender)
  const times = await timesFor(turn, nanoseconds)
  return { name: contender.name, turn, times, units: contender.units ?? 1, taken: [] }
}

const shuffled = <T>(items: ReadonlyArray<T>): ReadonlyArray<T> =>
  items
    .map((item) => ({ item, rank: Math.random() }))
    .toSorted((first, second) => first.rank - second.rank)
    .map(({ item }) => item)

/**
 * Every round gives each contender one turn, in an order drawn anew: a turn that leaves cold caches and garbage still
 * to be collected, as one of JSON.parse does, is paid for by whoever comes next, which must not always be the same.
 */
const timed = async (
  contenders: ReadonlyArray<Contender>,
  { rounds = 200, turn = 1 }: Rounds,
): Promise<Samples> => {
  const lanes: Array<Lane> = []
  for (const contender of contenders) lanes.push(await laneOf(contender, turn * 1e6))
  for (let round = 0; round < rounds; round++) {
    for (const { turn, times, units, taken } of shuffled(lanes)) {
      taken.push((await turn(times)) / (times * units))
    }
  }
  return Object.fromEntries(lanes.map(({ name, taken }) => [name, taken]))
}

/** A measure of time. */
export const race = (name: string, contenders: ReadonlyArray<Contender>, rounds: Rounds = {}): Measure => ({
  name,
  unit: 'ns',
  take: () => timed(contenders, rounds),
})
