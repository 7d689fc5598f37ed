// What the value of an option may be. Commander names the option in front of each message and repeats the value, so
// options that hold secrets have no parser here.
import { InvalidArgumentError } from 'commander'
import { AllowedBadLines, Delimiter } from '../simulate/index.js'

/** A whole number in plain digits, from `min` to `max`. */
export const wholeNumber =
  (min: number, max: number = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (Number.isSafeInteger(value) && value >= min && value <= max) return value
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `A whole number of at least ${min} was expected.`
        : `A whole number from ${min} to ${max} was expected.`,
    )
  }

/** The name of a schema, as SQL has it without quotes; short enough for another name that begins with it. */
export const schemaName = (text: string): string => {
  if (/^[a-z_][a-z0-9_]{0,55}$/.test(text) && !text.startsWith('pg_')) return text
  throw new InvalidArgumentError('A name of up to 56 of a–z, 0–9 and _ was expected.')
}

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

const isUnit = (unit: string): unit is keyof typeof units => Object.hasOwn(units, unit)

/** The milliseconds in `500ms`, `2s`, `1.5m` or `2h`. */
export const duration = (text: string): number => {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  if (amount !== undefined && isUnit(unit)) return Number(amount) * units[unit]
  throw new InvalidArgumentError('A duration such as 500ms, 2s or 1m was expected.')
}

/** What separates the values of a row: a character, or the word for one that shells make hard to write. */
export const delimiter = (text: string): string => {
  const character = text === 'tab' || text === '\\t' ? '\t' : text
  if (Delimiter.is(character)) return character
  throw new InvalidArgumentError('One ASCII character such as ";", or tab, was expected.')
}

/** A number of bad lines, or a share of all lines. */
export const badLines = (text: string): AllowedBadLines => {
  const allowed = /^\d+$/.test(text) ? Number(text) : text
  if (AllowedBadLines.is(allowed)) return allowed
  throw new InvalidArgumentError('A number of lines such as 10, or a share such as 5%, was expected.')
}

/** How many seconds of a simulation pass in one second: `max`, `realtime`, or a multiple such as `60x`. */
export const speed = (text: string): number => {
  if (text === 'max') return Number.POSITIVE_INFINITY
  if (text === 'realtime') return 1
  const times = Number(/^(\d+(?:\.\d+)?|\.\d+)x$/.exec(text)?.[1])
  if (times > 0) return times
  throw new InvalidArgumentError('max, realtime or a multiple such as 60x was expected.')
}
