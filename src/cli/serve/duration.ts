// A length of time as a person writes it: `500ms`, `2s`, `1.5m`, `2h`.
import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../failure.js'

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

const isUnit = (unit: string): unit is keyof typeof units => Object.hasOwn(units, unit)

/** The milliseconds of an option's value. */
export const millisecondsOf = (option: string, text: string): E.Either<Failure, number> => {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  return amount !== undefined && isUnit(unit)
    ? E.right(Number(amount) * units[unit])
    : E.left({ message: `${option} ${text}: a time such as 500ms, 2s or 1m was expected` })
}
