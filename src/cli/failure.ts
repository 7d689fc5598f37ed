// How a command fails: what was wrong with its input, in one line, and the exit code that says so.

/** What a person gave and the command can't use. */
export interface Failure {
  /** One line: the file, the line or path in it, what was expected. */
  readonly message: string
}

/** The exit codes of every command. */
export const exitCodes = { ok: 0, unfinished: 1, badInput: 2, interrupted: 130 } as const

/** Says why on stderr; the process ends with the code once everything is written. */
export const report = ({ message }: Failure, code: number = exitCodes.badInput): void => {
  process.stderr.write(`exact-match-session: ${message}\n`)
  process.exitCode = code
}
