// A plan from a file, YAML or JSON, with the table it may name; or everything that is wrong with it, line by line.
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { issuesOf } from '../../codec/index.js'
import { isSecretPath } from '../../model/index.js'
import { guidFrom } from '../mint.js'
import { planFromCsv } from './csvPlan.js'
import { Plan } from './planCodec.js'
import { circumstancesOf, defaultStart, PlanDocument } from './planDocument.js'
import { whyUnreadable } from './unreadable.js'

/** What is wrong with a plan's file, or with the table it names. */
export interface PlanFault {
  readonly file: string
  /** Counted from 1; null where the fault is the whole file's. */
  readonly line: number | null
  /** JSON pointer to the value at fault; empty for the file as a whole. */
  readonly path: string
  /** What is there and what was expected. */
  readonly message: string
}

type Faults = NEA.NonEmptyArray<PlanFault>

interface Written {
  readonly value: unknown
  /** The line where the value at a JSON pointer stands, or what is around it if it isn't there. */
  readonly lineOf: (path: string) => number | null
}

const keysOf = (path: string): ReadonlyArray<string> =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const lineIn =
  (document: Document, counter: LineCounter) =>
  (path: string): number | null => {
    for (let keys = keysOf(path); ; keys = keys.slice(0, -1)) {
      const node = document.getIn(keys, true)
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
      if (keys.length === 0) return null
    }
  }

const written = (file: string, bytes: Buffer): E.Either<Faults, Written> => {
  const fault = (line: number | null, message: string) => NEA.of({ file, line, path: '', message })
  if (!isUtf8(bytes)) return E.left(fault(null, 'these bytes are not UTF-8'))
  const counter = new LineCounter()
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: counter, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = counter.linePos(error.pos[0])
    return E.left(fault(line, `this is neither YAML nor JSON (${error.message}); a plan was expected`))
  }
  return pipe(
    E.tryCatch((): unknown => document.toJS(), E.toError),
    E.bimap(
      ({ message }) => fault(null, `this can't be read (${message}); a plan was expected`),
      (value) => ({ value, lineOf: lineIn(document, counter) }),
    ),
  )
}

const toldOf =
  (file: string, { lineOf }: Written) =>
  (errors: t.Errors): Faults =>
    pipe(
      issuesOf(errors, { isSecret: isSecretPath }).map(({ path, message }) => ({
        file,
        line: lineOf(path),
        path,
        message,
      })),
      NEA.fromArray,
      O.getOrElse(() => NEA.of<PlanFault>({ file, line: null, path: '', message: 'this is no plan' })),
    )

/** The plan of a document whose session is a table's. */
const planOfTable = (file: string, document: PlanDocument): TE.TaskEither<Faults, Plan> | null => {
  const { session, startDateTime: at = defaultStart } = document
  if (!('csv' in session)) return null
  const circumstances = circumstancesOf(document)
  const { rowsPerBlock, id = guidFrom(circumstances.seed) } = session
  return pipe(
    planFromCsv(resolve(dirname(file), session.csv), { ...circumstances, id, at, rowsPerBlock }),
    TE.mapLeft(({ file, line, message }) => NEA.of({ file, line, path: '', message })),
  )
}

/**
 * Reads a plan from a file of YAML or JSON; a table that it names is read too, from where the file is.
 *
 * @example
 * import { readPlan } from 'exact-match-session/simulate'
 *
 * const plan = readPlan('plan.yaml') // TaskEither: every fault with its line, or the plan
 */
export const readPlan = (file: string): TE.TaskEither<Faults, Plan> =>
  pipe(
    TE.tryCatch(
      () => readFile(file),
      (error): Faults => NEA.of({ file, line: null, path: '', message: whyUnreadable(error, 'a plan') }),
    ),
    TE.flatMapEither((bytes) => written(file, bytes)),
    TE.flatMap((text) =>
      pipe(
        TE.fromEither(PlanDocument.decode(text.value)),
        TE.mapLeft(toldOf(file, text)),
        TE.flatMap(
          (document) =>
            planOfTable(file, document) ??
            pipe(TE.fromEither(Plan.decode(text.value)), TE.mapLeft(toldOf(file, text))),
        ),
      ),
    ),
  )
