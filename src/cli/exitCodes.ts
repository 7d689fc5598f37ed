// What the exit codes mean.

/** The exit codes of all commands; those above 128 are of a signal, as shells have them. */
export const exitCodes = {
  ok: 0,
  unfinished: 1,
  badInput: 2,
  /** What came of a plan is not what the plan expects. */
  unexpected: 3,
  /** An output can't be written: a full disk, a reader that is gone. */
  cantWrite: 4,
  interrupted: 130,
  terminated: 143,
} as const
