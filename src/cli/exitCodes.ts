// What the exit codes mean.

/** The exit codes of all commands. */
export const exitCodes = { ok: 0, unfinished: 1, badInput: 2, interrupted: 130 } as const
