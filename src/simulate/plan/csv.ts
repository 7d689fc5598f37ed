// A real table, read as a stream, once: its header, its rows, its digest; or what is wrong with it, and in which line.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { whyUnreadable } from './unreadable.js'

/** What a session needs to know of a table. */
export interface CsvTable {
  readonly fileName: string
  /** The names in the header. */
  readonly fields: ReadonlyArray<string>
  /** The rows below the header. */
  readonly rowCount: number
  /** SHA-256 of the file's bytes in lower-case hexadecimal. */
  readonly checksum: string
}

/** What is wrong with a table. */
export interface CsvFault {
  readonly fault:
    | 'unreadable'
    | 'notUtf8'
    | 'empty'
    | 'headerAlone'
    | 'columnUnnamed'
    | 'columnTwice'
    | 'ragged'
    | 'malformed'
    | 'blockSize'
    | 'unlawful'
  readonly file: string
  /** Counted from 1; null where the fault is the whole file's. */
  readonly line: number | null
  /** What is there and what was expected. */
  readonly message: string
}

type Found = Pick<CsvFault, 'fault' | 'line' | 'message'>

/** Carries what was found through the stream, which knows no other way to end early. */
class CsvStop extends Error {
  constructor(readonly found: Found) {
    super(found.message)
  }
}

const stop = (fault: CsvFault['fault'], line: number | null, message: string): CsvStop =>
  new CsvStop({ fault, line, message })

const newline = 0x0a

/** The line, counted from 0, in which bytes stop being UTF-8; characters never share a byte with a newline. */
const badLine = (bytes: Buffer): number => {
  let line = 0
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
  return line
}

/** The bytes from the last character's first one on, where it has several: the next chunk may bring the rest. */
const unfinished = (chunk: Buffer): Buffer => {
  const first = chunk.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  return chunk.subarray((chunk[first] ?? 0) < 0x80 ? chunk.length : first)
}

/** Text from bytes; bytes that aren't UTF-8 end the stream, with their line. */
async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let begun: Buffer = Buffer.alloc(0)
  const read = (chunk: Buffer, stream: boolean): string => {
    try {
      return decoder.decode(chunk, { stream })
    } catch {
      throw stop('notUtf8', line + badLine(Buffer.concat([begun, chunk])), 'these bytes are not UTF-8')
    }
  }
  for await (const chunk of chunks) {
    yield read(chunk, true)
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) line += 1
    begun = unfinished(chunk)
  }
  yield read(Buffer.alloc(0), false)
}

const headerFault = (fields: ReadonlyArray<string>): CsvStop | null => {
  const unnamed = fields.findIndex((field) => field.trim() === '')
  if (unnamed !== -1)
    return stop('columnUnnamed', 1, `column ${unnamed + 1} has no name; every column needs one`)
  const twice = fields.findIndex((field, index) => fields.indexOf(field) !== index)
  return twice === -1
    ? null
    : stop(
        'columnTwice',
        1,
        `column ${twice + 1} is ${JSON.stringify(fields[twice])} again; names must differ`,
      )
}

const quoteFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'the file ends within quotes; a closing quote is missing in this row or in one before it',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; a comma or the end of the row was expected',
  INVALID_OPENING_QUOTE: 'a quote stands inside a value that has none around it',
}

const foundByParser = ({ code, message, ...details }: CsvError): Found => {
  const line = Number(details['lines'])
  const lengths = /expect (\d+), got (\d+)/.exec(message)
  return lengths === null
    ? { fault: 'malformed', line, message: quoteFaults[code] ?? message }
    : {
        fault: 'ragged',
        line,
        message: `${lengths[1]} values were expected, as in the header; here are ${lengths[2]}`,
      }
}

const foundIn = (error: unknown): Found => {
  if (error instanceof CsvStop) return error.found
  if (error instanceof CsvError) return foundByParser(error)
  return { fault: 'unreadable', line: null, message: whyUnreadable(error, 'a CSV file') }
}

/**
 * Reads a table: UTF-8 with or without a byte order mark, a header of distinct names, rows as long as the header.
 *
 * @example
 * import { readCsv } from 'exact-match-session/simulate'
 *
 * const rows = readCsv('patients.csv') // TaskEither: a fault with its line, or { fields, rowCount, checksum, … }
 */
export const readCsv = (file: string): TE.TaskEither<CsvFault, CsvTable> =>
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
        decoded,
        parse({ skip_empty_lines: true }),
        async (records: AsyncIterable<ReadonlyArray<string>>) => {
          for await (const record of records) {
            if (fields !== undefined) {
              rowCount += 1
              continue
            }
            const fault = headerFault(record)
            if (fault !== null) throw fault
            fields = record
          }
        },
      )
      if (fields === undefined)
        throw stop('empty', null, 'the file is empty; a header and rows were expected')
      if (rowCount === 0) throw stop('headerAlone', null, 'there is a header, but no row below it')
      return { fileName: basename(file), fields, rowCount, checksum: hash.digest('hex') }
    },
    (error) => ({ ...foundIn(error), file }),
  )
