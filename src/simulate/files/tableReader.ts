// The content of a table from its chunks: the header first, then its rows.
import * as E from 'fp-ts/lib/Either.js'
import type { AllowedBadLines, Table } from '../index.js'
import { countBadLines } from './badLines.js'
import { countBlocks } from './blockBytes.js'
import { maxHeaderLength, readHeader } from './header.js'
import { createRowScanner, type OnRow, type RowScanner, type ScanStop } from './rowScanner.js'
import { type Found, found } from './tableIssue.js'

/** What a reader has to know of a table. */
export interface TableReaderOptions {
  readonly rowsPerBlock: number
  readonly delimiter?: string
  readonly allowBadLines?: AllowedBadLines
}

type Content = Omit<Table, 'fileName' | 'checksum'>

/** Takes the chunks of a table in their order. */
export interface TableReader {
  /** The issue if the table can't be used. */
  readonly push: (chunk: Buffer) => Found | null
  readonly end: () => E.Either<Found, Content>
  /** The line that was reached. */
  readonly line: () => number
}

export const notUtf8 = (line: number): Found =>
  found('notUtf8', line, 'these bytes are not UTF-8; save the file as UTF-8')

const rowIssue = (values: number, width: number, line: number, isWellQuoted: boolean): Found =>
  isWellQuoted
    ? found('ragged', line, `${width} values were expected, as in the header; found ${values}`)
    : found('malformed', line, 'text follows a closing quote; a delimiter or the end of the row was expected')

const stopIssue = (stop: ScanStop, line: number): Found =>
  stop === 'openQuote'
    ? found('malformed', line, 'a quote opens in this line and is never closed')
    : found('notText', line, 'there is a NUL byte; this is no text, or it is UTF-16 or UTF-32')

const lineAtEnd = (bytes: Buffer): number => bytes.toString('latin1').split(/\r\n|\r|\n/).length

/** A reader; `usual` is the delimiter that the name of the file suggests. */
export const createTableReader = (
  { rowsPerBlock, delimiter: given, allowBadLines = 0 }: TableReaderOptions,
  usual: string,
): TableReader => {
  const blocks = countBlocks(rowsPerBlock)
  const badLines = countBadLines(allowBadLines)
  let head: Buffer = Buffer.alloc(0)
  let fields: ReadonlyArray<string> = []
  let scanner: RowScanner | null = null
  let issue: Found | null = null

  const onRow: OnRow = (values, bytes, firstLine, lastLine, isWellQuoted) => {
    if (values === fields.length && isWellQuoted) {
      blocks.add(bytes)
      return true
    }
    const lines = lastLine - firstLine + 1
    issue = badLines.add(lines, rowIssue(values, fields.length, firstLine, isWellQuoted))
    return issue === null
  }

  const issueOf = (stop: ScanStop | null): Found | null =>
    stop === null || stop === 'row' ? issue : stopIssue(stop, scanner?.line() ?? 1)

  /** Reads the header as soon as it is there, and gives what follows it to the scanner. */
  const readHead = (chunk: Buffer, isWhole: boolean): Found | null => {
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
    const header = readHeader(head, isWhole, { given, usual })
    const nul = head.indexOf(0)
    if (nul !== -1 && (header === null || E.isLeft(header) || nul < header.right.length)) {
      return stopIssue('nul', lineAtEnd(head.subarray(0, nul)))
    }
    if (header === null) {
      const isTooLong = head.length > maxHeaderLength
      return isTooLong ? found('malformed', 1, `the header has more than ${maxHeaderLength} bytes`) : null
    }
    if (E.isLeft(header)) return header.left
    const { delimiter, length, nextLine } = header.right
    fields = header.right.fields
    scanner = createRowScanner(delimiter.charCodeAt(0), nextLine, onRow)
    return issueOf(scanner.scan(head.subarray(length)))
  }

  return {
    push: (chunk) => (scanner === null ? readHead(chunk, false) : issueOf(scanner.scan(chunk))),
    end: () => {
      const unfinished = scanner === null ? readHead(Buffer.alloc(0), true) : null
      if (unfinished !== null) return E.left(unfinished)
      const last = issueOf(scanner?.end() ?? null) ?? badLines.end(blocks.rowCount())
      if (last !== null) return E.left(last)
      const rowCount = blocks.rowCount()
      if (rowCount === 0) return E.left(found('noRows', null, 'there is a header but no row below it'))
      const badLineCount = badLines.count()
      return E.right({ fields, rowCount, badLineCount, rowsPerBlock, blockBytes: blocks.blockBytes() })
    },
    line: () => scanner?.line() ?? lineAtEnd(head),
  }
}
