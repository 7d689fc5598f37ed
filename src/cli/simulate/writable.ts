// Whether a file can be written, found out before a simulation is made for it.
import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Failure } from '../failure.js'

/** Returns the file; left: why it can't be written. */
export const checkWritable = (file: string): TE.TaskEither<Failure, string> =>
  TE.tryCatch(
    async () => {
      const found = await stat(file).catch(() => null)
      if (found?.isDirectory() === true) throw new Error('this is a directory; a file was expected')
      await access(found === null ? dirname(resolve(file)) : file, constants.W_OK).catch(() => {
        throw new Error('this can not be written to')
      })
      return file
    },
    (error) => ({ message: `${file}: ${E.toError(error).message}` }),
  )
