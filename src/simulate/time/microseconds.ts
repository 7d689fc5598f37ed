// Virtual time: whole microseconds since the start of a simulation.

/** Longer than any simulation (see `Limits`), and short enough that sums stay exact. */
const longest = 4e15

/**
 * Seconds as whole microseconds, at least one. Logarithms may differ between machines in their last digits; rounding
 * removes that difference before anything depends on it.
 */
export const microsecondsOf = (seconds: number): number =>
  Math.min(Math.max(Math.round(seconds * 1e6), 1), longest)

/** A time of the plan, which may be zero. */
export const instantOf = (seconds: number): number => Math.min(Math.round(seconds * 1e6), longest)
