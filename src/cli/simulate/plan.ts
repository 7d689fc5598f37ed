// Which plan `simulate` runs, from what stands on its command line.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, dateTimeOffsetOf, Int32 } from '../../codec/index.js'
import {
  type Circumstances,
  type CsvFault,
  defaultStart,
  guidFrom,
  isPresetName,
  type Plan,
  type PlanFault,
  planFromCsv,
  planFromRequest,
  presets,
  readPlan,
} from '../../simulate/index.js'
import type { Failure } from '../failure.js'
import { readRequest } from './request.js'

/** What the command line says of the plan. */
export interface PlanOptions {
  readonly rowsPerBlock: string
  readonly request?: string
  readonly plan?: string
  readonly seed?: string
  readonly faults?: string
}

const example = fileURLToPath(new URL('../../../docs/examples/patients.csv', import.meta.url))

const ofTable = ({ file, line, message }: CsvFault): Failure => ({
  message: `${file}${line === null ? '' : `:${line}`}: ${message}`,
})

const ofPlan = (faults: ReadonlyArray<PlanFault>): Failure => ({
  message: faults
    .map(({ file, line, path, message }) => {
      const place = path === '' || message.startsWith(path) ? '' : `${path}: `
      return `${file}${line === null ? '' : `:${line}`}: ${place}${message}`
    })
    .join('; '),
})

const seedOf = (word: string | undefined): E.Either<Failure, number | undefined> => {
  if (word === undefined) return E.right(undefined)
  return /^-?\d+$/.test(word) && Int32.is(Number(word))
    ? E.right(Number(word))
    : E.left({ message: `--seed ${word}: a whole number of 32 bits was expected` })
}

const faultsOf = (word: string | undefined): E.Either<Failure, Circumstances['faults'] | undefined> => {
  if (word === undefined) return E.right(undefined)
  return isPresetName(word)
    ? E.right(presets[word])
    : E.left({ message: `--faults ${word}: one of ${Object.keys(presets).join(', ')} was expected` })
}

/** With a seed everything is drawn from it; without one, the session is one of its own, and begins now. */
const beginningOf = (
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
  circumstances: Partial<Circumstances>,
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
      TE.bimap(ofPlan, (read) => ({ ...read, ...circumstances })),
    )
  }
  return pipe(
    TE.fromEither(beginningOf(circumstances.seed)),
    TE.flatMap((beginning) => {
      if (source === undefined) {
        const table = file ?? example
        const options = { ...circumstances, ...beginning, rowsPerBlock: Number(rowsPerBlock) }
        return pipe(planFromCsv(table, options), TE.mapLeft(ofTable))
      }
      return pipe(
        readRequest(source),
        TE.flatMapEither((request) =>
          pipe(
            planFromRequest({ ...beginning, request }, circumstances),
            E.mapLeft((faults) => ({
              message: `${source}: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
            })),
          ),
        ),
      )
    }),
  )
}

/** The plan, or what of the command line, the table, the request or the plan's file can't be used. */
export const planOf = (file: string | undefined, options: PlanOptions): TE.TaskEither<Failure, Plan> =>
  pipe(
    E.Do,
    E.apS('seed', seedOf(options.seed)),
    E.apS('faults', faultsOf(options.faults)),
    TE.fromEither,
    TE.flatMap(({ seed, faults }) =>
      planFor(file, options, {
        ...(seed === undefined ? {} : { seed }),
        ...(faults === undefined ? {} : { faults }),
      }),
    ),
  )
