// Times functions against each other: in one process, by turns, so that whatever slows the machine slows them all.

/** One way to do what is measured; `run` does it `units` times and gives back something that depends on it. */
export interface Runner {
  readonly name: string
  readonly units: number
  readonly run: () => unknown
}

export interface Timing {
  readonly name: string
  /** The median, in nanoseconds for one unit. */
  readonly nanoseconds: number
}

export interface Rounds {
  readonly rounds: number
  /** How long one turn takes, in milliseconds. */
  readonly turn: number
}

const kept: Array<unknown> = [undefined]

const spent = ({ run }: Runner, times: number): number => {
  const start = process.hrtime.bigint()
  for (let count = 0; count < times; count++) kept[0] = run()
  return Number(process.hrtime.bigint() - start)
}

/** Doubles until a turn is long enough, which also warms up. */
const timesFor = (runner: Runner, nanoseconds: number): number => {
  let times = 1
  while (spent(runner, times) < nanoseconds) times *= 2
  return times
}

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN

/** Every round gives each runner one turn, beginning with another one each time. */
export const race = (runners: ReadonlyArray<Runner>, { rounds, turn }: Rounds): ReadonlyArray<Timing> => {
  const lanes = runners.map((runner) => ({
    runner,
    times: Math.max(timesFor(runner, turn * 4e6) >> 2, 1),
    taken: [] as number[],
  }))
  for (let round = 0; round < rounds; round++) {
    for (const index of lanes.keys()) {
      const lane = lanes[(index + round) % lanes.length]
      lane?.taken.push(spent(lane.runner, lane.times) / (lane.times * lane.runner.units))
    }
  }
  return lanes.map(({ runner, taken }) => ({ name: runner.name, nanoseconds: median(taken) }))
}
