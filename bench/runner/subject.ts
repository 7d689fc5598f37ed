// What a bench is made of: a subject has measures, each with several contenders, and goals for their figures.

/** Nanoseconds for one unit of work, or bytes. */
export type Unit = 'ns' | 'B'

/** The figures of every round, by contender. */
export type Samples = Readonly<Record<string, ReadonlyArray<number>>>

/** The other contenders are reported as multiples of the first. */
export interface Measure {
  readonly name: string
  readonly unit: Unit
  readonly take: () => Samples | Promise<Samples>
}

/** The samples of a subject, by the name of the measure. */
export type Taken = Readonly<Record<string, Samples>>

/** A bound on a figure that the project promises. */
export interface Goal {
  readonly measure: string
  readonly contender: string
  /** The contender that the figure is a multiple of; without one the figure is in the measure's unit. */
  readonly against?: string
  readonly atLeast?: number
  readonly atMost?: number
}

/** A file `bench/<name>.ts` or `bench/<name>/index.ts` exports one as `subject`; it runs in a process of its own. */
export interface Subject {
  /** Its heading in docs/performance.md. */
  readonly title: string
  readonly description: string
  readonly measures: ReadonlyArray<Measure>
  readonly goals: ReadonlyArray<Goal>
  readonly close?: () => Promise<void>
}

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN

/** The median of the ratios of all rounds. */
export const ratioOf = (samples: Samples, first: string, second: string): number => {
  const divisors = samples[second] ?? []
  return median((samples[first] ?? []).map((value, round) => value / (divisors[round] ?? Number.NaN)))
}
