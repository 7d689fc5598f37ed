// A create request from a file.
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type ParseError, parse } from 'jsonc-parser'
import { issuesOf } from '../../codec/index.js'
import { CreateSessionRequest, isSecretPath } from '../../model/index.js'
import { describeFileError } from '../../simulate/files/index.js'
import type { Failure } from '../failure.js'

/** Line and column, from 1, of the first syntax error. JSON.parse has them in some of its messages only. */
const positionOf = (text: string): string => {
  const errors: Array<ParseError> = []
  parse(text, errors, { disallowComments: true })
  const lines = text.slice(0, errors[0]?.offset).split('\n')
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`
}

const parseJson = (file: string, bytes: Buffer): E.Either<Failure, unknown> => {
  const text = bytes.toString('utf8')
  return isUtf8(bytes)
    ? E.tryCatch(
        (): unknown => JSON.parse(text),
        () => ({ message: `${file}:${positionOf(text)}: this is not JSON; a create request was expected` }),
      )
    : E.left({ message: `${file}: these bytes are not UTF-8` })
}

/** Reads a create request; left: one line with all its issues. */
export const readRequest = (file: string): TE.TaskEither<Failure, CreateSessionRequest> =>
  pipe(
    TE.tryCatch(
      () => readFile(file),
      (error): Failure => ({ message: `${file}: ${describeFileError(error, 'a create request')}` }),
    ),
    TE.flatMapEither((bytes) => parseJson(file, bytes)),
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
