// What a bench is made of: a subject has measures, each by several contenders, and goals that figures must reach.

/** What a measure counts: nanoseconds for one unit of work, or bytes. */
export type Unit = 'ns' | 'B'

/** Every figure that a contender was measured to have, round by round, under the contender's name. */
export type Samples = Readonly<Record<string, ReadonlyArray<number>>>

/** One thing that is measured. The first contender is the one that the others are told as multiples of. */
export interface Measure {
  readonly name: string
  readonly unit: Unit
  readonly take: () => Samples | Promise<Samples>
}

/** All samples of a subject, under the names of its measures. */
export type Taken = Readonly<Record<string, Samples>>

/** A figure that the project promises: at least, or at most, so much. */
export interface Goal {
  readonly says: string
  readonly figure: (taken: Taken) => number
  /** How the figure is told. */
  readonly as: '×' | '%' | Unit | 'per second'
  readonly atLeast?: number
  readonly atMost?: number
}

/** A file `bench/<name>.ts` or `bench/<name>/index.ts` exports one as `subject`; it runs in a process of its own. */
export interface Subject {
  /** Its heading in docs/performance.md. */
  readonly title: string
  /** One sentence on what the tables show. */
  readonly says: string
  readonly measures: ReadonlyArray<Measure>
  readonly goals: ReadonlyArray<Goal>
  /** Lets go of what the module opened, when all is measured. */
  readonly close?: () => Promise<void>
}

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN

/** The median of one contender. */
export const typical =
  (measure: string, contender: string): Goal['figure'] =>
  (taken) =>
    median(taken[measure]?.[contender] ?? [])

/** How many times the first is as much as the second: the median of the ratios of all rounds. */
export const ratioIn = (samples: Samples, first: string, second: string): number => {
  const others = samples[second] ?? []
  return median((samples[first] ?? []).map((value, round) => value / (others[round] ?? Number.NaN)))
}

/** How many times the first contender of a measure takes as much as the second. */
export const ratio =
  (measure: string, first: string, second: string): Goal['figure'] =>
  (taken) =>
    ratioIn(taken[measure] ?? {}, first, second)
