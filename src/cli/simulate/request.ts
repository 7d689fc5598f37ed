// A create request from a file.
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type ParseError, parse } from 'jsonc-parser'
import { issuesOf } from '../../codec/index.js'
import { CreateSessionRequest, isSecretPath } from '../../model/index.js'
import { whyUnreadable } from '../../simulate/index.js'
import type { Failure } from '../failure.js'

/** Line and column of where a text stops being JSON, counted from 1; its engine tells that of some faults alone. */
const stopOf = (text: string): string => {
  const faults: Array<ParseError> = []
  parse(text, faults, { disallowComments: true })
  const lines = text.slice(0, faults[0]?.offset).split('\n')
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`
}

const parsed = (file: string, bytes: Buffer): E.Either<Failure, unknown> => {
  const text = bytes.toString('utf8')
  return isUtf8(bytes)
    ? E.tryCatch(
        (): unknown => JSON.parse(text),
        () => ({ message: `${file}:${stopOf(text)}: this is not JSON; a create request was expected` }),
      )
    : E.left({ message: `${file}: these bytes are not UTF-8` })
}

/** Reads a create request; every issue of one that isn't goes into the one line. */
export const readRequest = (file: string): TE.TaskEither<Failure, CreateSessionRequest> =>
  pipe(
    TE.tryCatch(
      () => readFile(file),
      (error): Failure => ({ message: `${file}: ${whyUnreadable(error, 'a create request')}` }),
    ),
    TE.flatMapEither((bytes) => parsed(file, bytes)),
    TE.flatMapEither((json) =>
      pipe(
        CreateSessionRequest.decode(json),
        E.mapLeft((errors) => ({
          message: `${file}: ${issuesOf(errors, { isSecret: isSecretPath })
            .map((issue) => issue.message)
            .join('; ')}`,
        })),
      ),
    ),
  )
