// Reads a plan from a file, YAML or JSON, and the table it may name; or lists all its issues with their lines.
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { issuesOf, parsePointer } from '../../codec/index.js'
import { isSecretPath } from '../../model/index.js'
import {
  defaultScenario,
  guidFrom,
  Plan,
  PlanDocument,
  type SessionSource,
  type Setting,
  sessionFromTable,
  type Table,
  withSettings,
} from '../index.js'
import { readCsv } from './csv.js'
import { describeFileError } from './fileError.js'

/** What is wrong with the file of a plan, or with the table it names. */
export interface PlanIssue {
  readonly file: string
  /** Counted from 1; null for the file as a whole. */
  readonly line: number | null
  /** JSON pointer to the invalid value; empty for the file as a whole. */
  readonly path: string
  /** What was found and what was expected. */
  readonly message: string
}

/** How the file of a plan is read. */
export interface PlanFileOptions {
  /** Called with the table that the plan names, as soon as it has been read. */
  readonly onTable?: (table: Table) => void
  /** Values in place of those in the file, such as `rowsPerBlock` of a table. */
  readonly settings?: ReadonlyArray<Setting>
}

type Issues = NEA.NonEmptyArray<PlanIssue>

/** The content of a file, and where each value is in it. */
interface Source {
  readonly value: unknown
  /** The line of the value at a JSON pointer; of the value around it where it is missing. */
  readonly lineOf: (path: string) => number | null
}

const lineIn =
  (document: Document, counter: LineCounter) =>
  (path: string): number | null => {
    for (let keys = parsePointer(path); ; keys = keys.slice(0, -1)) {
      const node = document.getIn(keys, true)
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
      if (keys.length === 0) return null
    }
  }

const parse = (file: string, bytes: Buffer): E.Either<Issues, Source> => {
  const issue = (line: number | null, message: string) => NEA.of({ file, line, path: '', message })
  if (!isUtf8(bytes)) return E.left(issue(null, 'these bytes are not UTF-8'))
  const counter = new LineCounter()
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: counter, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = counter.linePos(error.pos[0])
    return E.left(issue(line, `this is neither YAML nor JSON (${error.message}); a plan was expected`))
  }
  return pipe(
    E.tryCatch((): unknown => document.toJS(), E.toError),
    E.bimap(
      ({ message }) => issue(null, `this can't be read (${message}); a plan was expected`),
      (value) => ({ value, lineOf: lineIn(document, counter) }),
    ),
  )
}

/** The issues in the order of their lines. */
const locate =
  (file: string, { lineOf }: Source) =>
  (issues: ReadonlyArray<Pick<PlanIssue, 'path' | 'message'>>): Issues =>
    pipe(
      issues
        .map(({ path, message }) => ({ file, line: lineOf(path), path, message }))
        .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
      NEA.fromArray,
      O.getOrElse(() => NEA.of<PlanIssue>({ file, line: null, path: '', message: 'this is not a plan' })),
    )

/** Reads the table that a session may name, and puts a request in its place. */
const withTable = (
  file: string,
  { seed }: PlanDocument,
  { onTable }: PlanFileOptions,
): ((index: number, source: SessionSource) => TE.TaskEither<Issues, SessionSource>) => {
  const seeded = seed === undefined ? {} : { seed }
  return (index, source) => {
    if (!('csv' in source)) return TE.right(source)
    const { csv, id = guidFrom(seed ?? defaultScenario.seed, index), startsAtSeconds, ...options } = source
    return pipe(
      readCsv(resolve(dirname(file), csv), options),
      TE.tapIO((table) => () => onTable?.(table)),
      TE.bimap(
        ({ file, line, message }) => NEA.of({ file, line, path: '', message }),
        (table) => ({
          ...sessionFromTable(table, { id, ...seeded }),
          ...(startsAtSeconds === undefined ? {} : { startsAtSeconds }),
        }),
      ),
    )
  }
}

/** The content of a plan with requests in place of the tables that it may name. */
const withTables = (
  file: string,
  value: unknown,
  options: PlanFileOptions,
): TE.TaskEither<Issues, unknown> => {
  if (!PlanDocument.is(value)) return TE.right(value)
  const read = withTable(file, value, options)
  return 'session' in value
    ? pipe(
        read(0, value.session),
        TE.map((session) => ({ ...value, session })),
      )
    : pipe(
        value.sessions,
        RA.traverseWithIndex(TE.ApplicativeSeq)(read),
        TE.map((sessions) => ({ ...value, sessions })),
      )
}

/**
 * Reads a plan from a file of YAML or JSON, and the table that it may name, by its path relative to the file.
 *
 * @example
 * import { readPlan } from 'exact-match-session/simulate/files'
 *
 * const plan = readPlan('plan.yaml') // TaskEither: every issue with its line, or the plan
 */
export const readPlan = (file: string, options: PlanFileOptions = {}): TE.TaskEither<Issues, Plan> =>
  pipe(
    TE.tryCatch(
      () => readFile(file),
      (error): Issues => NEA.of({ file, line: null, path: '', message: describeFileError(error, 'a plan') }),
    ),
    TE.flatMapEither((bytes) => parse(file, bytes)),
    TE.flatMap((source) =>
      pipe(
        withTables(file, withSettings(source.value, options.settings ?? []), options),
        TE.flatMapEither((value) =>
          pipe(
            Plan.decode(value),
            E.mapLeft((errors) => locate(file, source)(issuesOf(errors, { isSecret: isSecretPath }))),
          ),
        ),
      ),
    ),
  )
