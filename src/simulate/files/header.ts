// The head of a table: a byte order mark, empty lines, a line such as `sep=;`, and the names of the columns.
import { CsvError } from 'csv-parse'
import { type Options, parse } from 'csv-parse/sync'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Found, found } from './tableIssue.js'

/** The head of a table, and where its rows begin. */
export interface Header {
  readonly fields: ReadonlyArray<string>
  readonly delimiter: string
  /** The bytes before the first row. */
  readonly length: number
  /** The line that the first row begins in. */
  readonly nextLine: number
}

/** What says how the columns are separated, before the table does. */
export interface DelimiterOptions {
  /** As the caller chose it. */
  readonly given: string | undefined
  /** As the name of the file suggests. */
  readonly usual: string
}

/** Longer than the names of the columns of any table: without a bound, a file without an end of line would be kept. */
export const maxHeaderLength = 1_000_000

const byteOrderMark = [0xef, 0xbb, 0xbf]

/** The first line that is not empty: where it begins and ends, and where the next one begins. */
interface Line {
  readonly start: number
  readonly end: number
  readonly next: number
  readonly number: number
  readonly nextNumber: number
}

/** The line at `from`, whose values in quotes may hold ends of lines; null if its end is not among the bytes. */
const lineAt = (bytes: Buffer, from: number, firstNumber: number, delimiter: string): Line | null => {
  const separator = delimiter.charCodeAt(0)
  let start = from
  let [number, current] = [firstNumber, firstNumber]
  let isQuoted = false
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === 0x22) {
      if (isQuoted && bytes[at + 1] === 0x22) at += 1
      else isQuoted = !isQuoted && (at === start || bytes[at - 1] === separator)
    }
    if (byte !== 0x0a && byte !== 0x0d) continue
    const next = byte === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1
    current += 1
    if (!isQuoted && at > start) return { start, end: at, next, number, nextNumber: current }
    if (!isQuoted) {
      start = next
      number = current
    }
    at = next - 1
  }
  const end = bytes.length
  return end > start ? { start, end, next: end, number, nextNumber: current } : null
}

const candidates = [',', ';', '\t', '|']

/** The delimiter that a header seems to have if it has one column by its own. */
const otherDelimiterIn = (text: string, delimiter: string): string | undefined => {
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '')
  return unquoted.includes(delimiter) ? undefined : candidates.find((other) => unquoted.includes(other))
}

const nameOfDelimiter = (delimiter: string): string =>
  delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)

const fieldsIn = (text: string, delimiter: string, line: number): E.Either<Found, ReadonlyArray<string>> => {
  const fieldsBy = (options: Options): ReadonlyArray<string> =>
    parse(text, { ...options, delimiter })[0] ?? []
  try {
    return E.right(fieldsBy({}))
  } catch (error) {
    const code = error instanceof CsvError ? error.code : undefined
    // A quote within a value that has none around it is a character as any other.
    if (code === 'INVALID_OPENING_QUOTE') return E.right(fieldsBy({ relax_quotes: true }))
    return E.left(found('malformed', line, headerMessages[code ?? ''] ?? String(error)))
  }
}

const headerMessages: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote opens in the header and is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; a delimiter or the end of the row was expected',
}

const checkNames = (fields: ReadonlyArray<string>, line: number): E.Either<Found, ReadonlyArray<string>> => {
  const unnamed = fields.findIndex((field) => field.trim() === '')
  if (unnamed !== -1) {
    return E.left(found('unnamedColumn', line, `column ${unnamed + 1} has no name; every column needs one`))
  }
  const duplicate = fields.findIndex((field, index) => fields.indexOf(field) !== index)
  if (duplicate === -1) return E.right(fields)
  const name = JSON.stringify(fields[duplicate])
  return E.left(found('duplicateColumn', line, `column ${duplicate + 1} is ${name} again; names must differ`))
}

/** The delimiter of the line that Excel reads and writes before the header. */
const announcedIn = (text: string): string | undefined => /^"?sep=([^"])"?$/i.exec(text)?.[1]

const empty = found('empty', null, 'the file is empty; a header and rows were expected')

/** Whether the line, or its end, may continue behind the bytes. */
const isCut = (line: Line | null, bytes: Buffer): boolean => line === null || line.next >= bytes.length

/** Reads the head of a table from its first bytes; null if the rest of it may follow. */
export const readHeader = (
  bytes: Buffer,
  isWhole: boolean,
  { given, usual }: DelimiterOptions,
): E.Either<Found, Header> | null => {
  const from = byteOrderMark.every((byte, at) => bytes[at] === byte) ? byteOrderMark.length : 0
  const textOf = ({ start, end }: Line): string => bytes.toString('utf8', start, end)

  const first = lineAt(bytes, from, 1, given ?? usual)
  const announced = first === null ? undefined : announcedIn(textOf(first))
  const delimiter = given ?? announced ?? usual
  const line =
    first === null || announced === undefined ? first : lineAt(bytes, first.next, first.nextNumber, delimiter)
  if (!isWhole && isCut(line, bytes)) return null
  if (line === null) return E.left(empty)

  const text = textOf(line)
  const other = given === undefined ? otherDelimiterIn(text, delimiter) : undefined
  if (other !== undefined) {
    const name = nameOfDelimiter(other)
    const message = `the header has one column and contains ${name}; if that separates the columns, use --delimiter ${name}`
    return E.left(found('delimiter', line.number, message))
  }
  return pipe(
    fieldsIn(text, delimiter, line.number),
    E.flatMap((fields) => checkNames(fields, line.number)),
    E.map((fields) => ({ fields, delimiter, length: line.next, nextLine: line.nextNumber })),
  )
}
