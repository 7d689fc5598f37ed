// The plan that `simulate` runs, from its arguments and options.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../../codec/index.js'
import {
  type CsvIssue,
  type PlanIssue,
  planFromCsv,
  readPlan,
  type TableSource,
} from '../../simulate/files/index.js'
import {
  type AllowedBadLines,
  defaultStart,
  guidFrom,
  type Plan,
  type PresetName,
  planFromRequest,
  presets,
  type Scenario,
  type Setting,
  type Table,
} from '../../simulate/index.js'
import type { Failure } from '../failure.js'
import type { Io } from '../io.js'
import { packageFile } from '../packageFile.js'
import { readRequest } from './request.js'

/** The options that choose the plan. */
export interface PlanOptions {
  readonly rowsPerBlock: number
  readonly delimiter?: string
  readonly allowBadLines?: AllowedBadLines
  readonly request?: string
  readonly plan?: string
  readonly seed?: number
  readonly faults?: PresetName
}

/** A plan, and the tables that it uploads. */
export interface PlanWithTables {
  readonly plan: Plan
  readonly tables: ReadonlyArray<Table>
}

const example = fileURLToPath(packageFile('docs/examples/patients.csv'))

const csvFailure = ({ file, line, message }: CsvIssue): Failure => ({
  message: `${file}${line === null ? '' : `:${line}`}: ${message}`,
})

const planFailure = (faults: ReadonlyArray<PlanIssue>): Failure => ({
  message: faults
    .map(({ file, line, path, message }) => {
      const place = path === '' || message.startsWith(path) ? '' : `${path}: `
      return `${file}${line === null ? '' : `:${line}`}: ${place}${message}`
    })
    .join('; '),
})

interface Start {
  readonly id: string
  readonly at: DateTimeOffset
}

/** With a seed, id and time follow from it; without one, the id is random and the session begins now. */
const startOf = (seed: number | undefined): E.Either<Failure, Start> =>
  seed === undefined
    ? pipe(
        dateTimeOffsetOf(new Date()),
        E.fromOption(() => ({ message: 'the clock of this machine shows no time' })),
        E.map((at) => ({ id: randomUUID(), at })),
      )
    : E.right({ id: guidFrom(seed), at: defaultStart })

/** What is read of a table beside the plan. */
const noting = (read: (onTable: (table: Table) => void) => TE.TaskEither<Failure, Plan>) => {
  const tables: Array<Table> = []
  return pipe(
    read((table) => tables.push(table)),
    TE.map((plan): PlanWithTables => ({ plan, tables })),
  )
}

/** The plan of a file, with other values at some of its places. */
export const planOfFile = (
  file: string,
  scenario: Partial<Scenario>,
  settings: ReadonlyArray<Setting> = [],
): TE.TaskEither<Failure, PlanWithTables> =>
  noting((onTable) =>
    pipe(
      readPlan(file, { onTable, settings }),
      TE.bimap(planFailure, (plan) => ({ ...plan, ...scenario })),
    ),
  )

const planOfTable = (
  source: TableSource,
  { rowsPerBlock, delimiter, allowBadLines }: PlanOptions,
  start: Start & Partial<Scenario>,
): TE.TaskEither<Failure, PlanWithTables> =>
  noting((onTable) =>
    pipe(
      planFromCsv(source, {
        ...start,
        rowsPerBlock,
        ...(delimiter === undefined ? {} : { delimiter }),
        ...(allowBadLines === undefined ? {} : { allowBadLines }),
        onTable,
      }),
      TE.mapLeft(csvFailure),
    ),
  )

const planOfRequest = (
  file: string,
  start: Start,
  scenario: Partial<Scenario>,
): TE.TaskEither<Failure, PlanWithTables> =>
  pipe(
    readRequest(file),
    TE.flatMapEither((request) =>
      pipe(
        planFromRequest({ ...start, request }, scenario),
        E.bimap(
          (issues): Failure => ({
            message: `${file}: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
          }),
          (plan) => ({ plan, tables: [] }),
        ),
      ),
    ),
  )

/** The plan; left: what is wrong with the arguments, the table, the request or the plan's file. */
export const planOf = (
  { stdin }: Pick<Io, 'stdin'>,
  file: string | undefined,
  options: PlanOptions,
): TE.TaskEither<Failure, PlanWithTables> => {
  const { plan, request: source, seed, faults } = options
  const sources = [file, plan, source].filter((from) => from !== undefined)
  if (sources.length > 1) {
    return TE.left({
      message: `${sources.join(', ')}: a table, --request or --plan was expected, not several`,
    })
  }
  const scenario: Partial<Scenario> = {
    ...(seed === undefined ? {} : { seed }),
    ...(faults === undefined ? {} : { faults: presets[faults] }),
  }
  if (plan !== undefined) return planOfFile(plan, scenario)
  return pipe(
    TE.fromEither(startOf(seed)),
    TE.flatMap((start) =>
      source === undefined
        ? planOfTable(file === '-' ? { name: 'stdin', stream: stdin } : (file ?? example), options, {
            ...scenario,
            ...start,
          })
        : planOfRequest(source, start, scenario),
    ),
  )
}
