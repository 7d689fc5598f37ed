// Reads a table as a stream, once: header, row count and digest, or what is wrong with it, and in which line.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Table } from '../index.js'
import { describeFileError } from './fileError.js'

/** Why a table can't be uploaded. */
export interface CsvIssue {
  readonly code:
    | 'unreadable'
    | 'notUtf8'
    | 'empty'
    | 'noRows'
    | 'unnamedColumn'
    | 'duplicateColumn'
    | 'ragged'
    | 'malformed'
    | 'blockSize'
    | 'invalid'
  readonly file: string
  /** Counted from 1; null for the file as a whole. */
  readonly line: number | null
  /** What was found and what was expected. */
  readonly message: string
}

type Found = Omit<CsvIssue, 'file'>

/** Carries an issue through the stream, which only an error ends early. */
class CsvStop extends Error {
  constructor(readonly found: Found) {
    super(found.message)
  }
}

const stop = (code: CsvIssue['code'], line: number | null, message: string): CsvStop =>
  new CsvStop({ code, line, message })

const newline = 0x0a

/** The line, counted from 0, of the first byte that is not UTF-8; no other character contains a newline's byte. */
const invalidLine = (bytes: Buffer): number => {
  let line = 0
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
  return line
}

/** The bytes of a last character that may continue in the next chunk. */
const incompleteCharacter = (chunk: Buffer): Buffer => {
  const first = chunk.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  return chunk.subarray((chunk[first] ?? 0) < 0x80 ? chunk.length : first)
}

/** Text from bytes; throws a CsvStop with the line of the first byte that is not UTF-8. */
async function* decode(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let incomplete: Buffer = Buffer.alloc(0)
  const read = (chunk: Buffer, stream: boolean): string => {
    try {
      return decoder.decode(chunk, { stream })
    } catch {
      throw stop(
        'notUtf8',
        line + invalidLine(Buffer.concat([incomplete, chunk])),
        'these bytes are not UTF-8',
      )
    }
  }
  for await (const chunk of chunks) {
    yield read(chunk, true)
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) line += 1
    incomplete = incompleteCharacter(chunk)
  }
  yield read(Buffer.alloc(0), false)
}

const headerIssue = (fields: ReadonlyArray<string>): CsvStop | null => {
  const unnamed = fields.findIndex((field) => field.trim() === '')
  if (unnamed !== -1)
    return stop('unnamedColumn', 1, `column ${unnamed + 1} has no name; every column needs one`)
  const duplicate = fields.findIndex((field, index) => fields.indexOf(field) !== index)
  return duplicate === -1
    ? null
    : stop(
        'duplicateColumn',
        1,
        `column ${duplicate + 1} is ${JSON.stringify(fields[duplicate])} again; names must differ`,
      )
}

const quoteMessages: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'the file ends within quotes; a closing quote is missing in this row or in one before it',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; a comma or the end of the row was expected',
  INVALID_OPENING_QUOTE: 'a quote stands inside a value that has none around it',
}

const parserIssue = ({ code, message, ...details }: CsvError): Found => {
  const line = Number(details['lines'])
  const lengths = /expect (\d+), got (\d+)/.exec(message)
  return lengths === null
    ? { code: 'malformed', line, message: quoteMessages[code] ?? message }
    : {
        code: 'ragged',
        line,
        message: `${lengths[1]} values were expected, as in the header; found ${lengths[2]}`,
      }
}

const issueOf = (error: unknown): Found => {
  if (error instanceof CsvStop) return error.found
  if (error instanceof CsvError) return parserIssue(error)
  return { code: 'unreadable', line: null, message: describeFileError(error, 'a CSV file') }
}

/**
 * Reads a table: UTF-8 with or without a byte order mark, a header of distinct names, rows as long as the header.
 *
 * @example
 * import { readCsv } from 'exact-match-session/simulate/files'
 *
 * const table = readCsv('patients.csv') // TaskEither: an issue with its line, or { fields, rowCount, checksum, … }
 */
export const readCsv = (file: string): TE.TaskEither<CsvIssue, Table> =>
  TE.tryCatch(
    async () => {
      const hash = createHash('sha256')
      let fields: ReadonlyArray<string> | undefined
      let rowCount = 0
      await pipeline(
        createReadStream(file),
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk)
            yield chunk
          }
        },
        decode,
        parse({ skip_empty_lines: true }),
        async (records: AsyncIterable<ReadonlyArray<string>>) => {
          for await (const record of records) {
            if (fields !== undefined) {
              rowCount += 1
              continue
            }
            const issue = headerIssue(record)
            if (issue !== null) throw issue
            fields = record
          }
        },
      )
      if (fields === undefined)
        throw stop('empty', null, 'the file is empty; a header and rows were expected')
      if (rowCount === 0) throw stop('noRows', null, 'there is a header but no row below it')
      return { fileName: basename(file), fields, rowCount, checksum: hash.digest('hex') }
    },
    (error) => ({ ...issueOf(error), file }),
  )
