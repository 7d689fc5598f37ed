// How a command fails: one line says what is wrong with its input, and the exit code says so too.
import { exitCodes } from './exitCodes.js'
import type { Io } from './io.js'
import { programName } from './programName.js'

/** Why a command can't use its input. */
export interface Failure {
  /** One line: the file, the line or path in it, what was expected. */
  readonly message: string
}

/** Prints a failure on stderr; returns the exit code. */
export const printFailure = (
  { stderr }: Pick<Io, 'stderr'>,
  { message }: Failure,
  code: number = exitCodes.badInput,
): number => {
  stderr.write(`${programName}: ${message}\n`)
  return code
}
