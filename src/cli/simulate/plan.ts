// The plan that `simulate` runs, from its arguments and options.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../../codec/index.js'
import { type CsvIssue, type PlanIssue, planFromCsv, readPlan } from '../../simulate/files/index.js'
import {
  defaultStart,
  guidFrom,
  type Plan,
  type PresetName,
  planFromRequest,
  presets,
  type Scenario,
} from '../../simulate/index.js'
import type { Failure } from '../failure.js'
import { packageFile } from '../packageFile.js'
import { readRequest } from './request.js'

/** The options that choose the plan. */
export interface PlanOptions {
  readonly rowsPerBlock: number
  readonly request?: string
  readonly plan?: string
  readonly seed?: number
  readonly faults?: PresetName
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

/** With a seed, id and time follow from it; without one, the id is random and the session begins now. */
const startOf = (
  seed: number | undefined,
): E.Either<Failure, { readonly id: string; readonly at: DateTimeOffset }> =>
  seed === undefined
    ? pipe(
        dateTimeOffsetOf(new Date()),
        E.fromOption(() => ({ message: 'the clock of this machine shows no time' })),
        E.map((at) => ({ id: randomUUID(), at })),
      )
    : E.right({ id: guidFrom(seed), at: defaultStart })

const planFor = (
  file: string | undefined,
  options: PlanOptions,
  circumstances: Partial<Scenario>,
): TE.TaskEither<Failure, Plan> => {
  const { plan, request: source, rowsPerBlock } = options
  const sources = [file, plan, source].filter((from) => from !== undefined)
  if (sources.length > 1) {
    return TE.left({
      message: `${sources.join(', ')}: a table, --request or --plan was expected, not several`,
    })
  }
  if (plan !== undefined) {
    return pipe(
      readPlan(plan),
      TE.bimap(planFailure, (read) => ({ ...read, ...circumstances })),
    )
  }
  return pipe(
    TE.fromEither(startOf(circumstances.seed)),
    TE.flatMap((start) => {
      if (source === undefined) {
        const table = file ?? example
        const options = { ...circumstances, ...start, rowsPerBlock }
        return pipe(planFromCsv(table, options), TE.mapLeft(csvFailure))
      }
      return pipe(
        readRequest(source),
        TE.flatMapEither((request) =>
          pipe(
            planFromRequest({ ...start, request }, circumstances),
            E.mapLeft((faults) => ({
              message: `${source}: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
            })),
          ),
        ),
      )
    }),
  )
}

/** The plan; left: what is wrong with the arguments, the table, the request or the plan's file. */
export const planOf = (file: string | undefined, options: PlanOptions): TE.TaskEither<Failure, Plan> =>
  planFor(file, options, {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.faults === undefined ? {} : { faults: presets[options.faults] }),
  })
