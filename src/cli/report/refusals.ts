// The refusals of a simulation: one entry for each reason, with how often and when it occurred first.

export interface Refusal {
  readonly message: string
  readonly count: number
  /** Seconds from the start to the first one. */
  readonly first: number
}

export interface RefusalCounter {
  readonly add: (message: string, seconds: number) => void
  readonly refusals: () => ReadonlyArray<Refusal>
}

/** Counts refusals by their message, of which it keeps the first `maxMessages`. */
export const countRefusals = (maxMessages: number): RefusalCounter => {
  const refusals = new Map<string, Refusal>()
  return {
    add: (message, seconds) => {
      const before = refusals.get(message)
      if (before !== undefined) refusals.set(message, { ...before, count: before.count + 1 })
      else if (refusals.size < maxMessages) refusals.set(message, { message, count: 1, first: seconds })
    },
    refusals: () => [...refusals.values()],
  }
}
