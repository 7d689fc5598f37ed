// Reads a table as a stream, once: header, rows, bytes and digest, or what is wrong with it, and in which line.
import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { Int32 } from '../../codec/index.js'
import { AllowedBadLines, Delimiter, type Table } from '../index.js'
import { describeFileError } from './fileError.js'
import { encodingOf, otherKindOf } from './fileKind.js'
import { type CsvIssue, type Found, found } from './tableIssue.js'
import { createTableReader, notUtf8 } from './tableReader.js'
import { fileNameOf, nameOf, openTable, type Peeked, type TableSource } from './tableSource.js'
import { createUtf8Check } from './utf8.js'

/** How a table is read. */
export interface CsvOptions {
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
  /** One ASCII character; by default that of a line such as `sep=;`, a tab in a file named `.tsv`, else a comma. */
  readonly delimiter?: string
  /** How many bad lines are left out; none by default. */
  readonly allowBadLines?: AllowedBadLines
}

const kindIssue = (first: Buffer): Found | null => {
  const encoding = encodingOf(first)
  if (encoding !== undefined) {
    return found('notUtf8', null, `this is ${encoding} by its byte order mark; save it as UTF-8`)
  }
  const kind = otherKindOf(first)
  return kind === undefined ? null : found('notText', null, `this is ${kind}; a CSV file was expected`)
}

/** The options that can't be kept, for callers whose types don't say so. */
const optionIssue = ({ rowsPerBlock, delimiter, allowBadLines = 0 }: CsvOptions): Found | null => {
  if (!Int32.is(rowsPerBlock) || rowsPerBlock < 1) {
    const message = `a block can't have ${rowsPerBlock} rows; a whole number from 1 on was expected`
    return found('blockSize', null, message)
  }
  if (delimiter !== undefined && !Delimiter.is(delimiter)) {
    const message = `${JSON.stringify(delimiter)} can't separate values; one ASCII character was expected`
    return found('delimiter', null, message)
  }
  return AllowedBadLines.is(allowBadLines)
    ? null
    : found('badLines', null, `${allowBadLines} is no number of bad lines; one such as 10 or 5% was expected`)
}

type Content = Omit<Table, 'fileName'>

const read = async (
  { first, chunks }: Peeked,
  options: CsvOptions,
  usual: string,
): Promise<E.Either<Found, Content>> => {
  const kind = kindIssue(first)
  if (kind !== null) return E.left(kind)
  const hash = createHash('sha256')
  const utf8 = createUtf8Check()
  const reader = createTableReader(options, usual)
  for await (const chunk of chunks) {
    hash.update(chunk)
    const length = utf8.validLength(chunk)
    const issue = reader.push(length === chunk.length ? chunk : chunk.subarray(0, length))
    if (issue !== null) return E.left(issue)
    if (length < chunk.length) return E.left(notUtf8(reader.line()))
  }
  return utf8.isComplete()
    ? E.map((content: Omit<Content, 'checksum'>) => ({ ...content, checksum: hash.digest('hex') }))(
        reader.end(),
      )
    : E.left(notUtf8(reader.line()))
}

/**
 * Reads a table: text in UTF-8 with or without a byte order mark, compressed by gzip or not, with a header of distinct
 * names and rows as long as the header. Its lines may end in a line feed, a carriage return or both, in turn if need be.
 *
 * @example
 * import { readCsv } from 'exact-match-session/simulate/files'
 *
 * const table = readCsv('patients.csv', { rowsPerBlock: 100 })
 * // TaskEither: an issue with its line, or { fields, rowCount, checksum, blockBytes, … }
 */
export const readCsv = (source: TableSource, options: CsvOptions): TE.TaskEither<CsvIssue, Table> => {
  const fileName = fileNameOf(source)
  const usual = /\.(?:tsv|tab)$/i.test(fileName) ? '\t' : ','
  const table = async (): Promise<E.Either<Found, Table>> => {
    const invalid = optionIssue(options)
    if (invalid !== null) return E.left(invalid)
    const opened = await openTable(source)
    try {
      return E.map((content: Content) => ({ fileName, ...content }))(await read(opened, options, usual))
    } finally {
      opened.close()
    }
  }
  return async () => {
    try {
      return E.mapLeft((issue: Found): CsvIssue => ({ ...issue, file: nameOf(source) }))(await table())
    } catch (error) {
      const message = describeFileError(error, 'a CSV file')
      return E.left({ code: 'unreadable', file: nameOf(source), line: null, message })
    }
  }
}
