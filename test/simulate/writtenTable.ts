// Tables as programs write them: any delimiter, quotes where they are needed and where they are not, any end of line.
import * as fc from 'fast-check'

export interface WrittenTable {
  readonly delimiter: string
  readonly mark: string
  readonly fields: ReadonlyArray<string>
  readonly header: string
  /** The text of each row with its end of line, and of the empty lines before it. */
  readonly rows: ReadonlyArray<{ readonly gap: string; readonly text: string }>
  readonly endsWithLine: boolean
}

const lineEnd = fc.constantFrom('\n', '\r\n', '\r')

const gap = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\n\n', '\r\n') },
)

const value = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'ä'), maxLength: 6 }),
)

const written = (text: string, delimiter: string, isQuoted: boolean, isOnly: boolean): string => {
  const needsQuotes =
    text.includes(delimiter) || /["\r\n]/.test(text) || (isOnly && text === '') || /^\uFEFF/.test(text)
  return isQuoted || needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes values as a row, each with quotes or without. */
const rowOf = (values: ReadonlyArray<readonly [string, boolean]>, delimiter: string): string =>
  values.map(([text, isQuoted]) => written(text, delimiter, isQuoted, values.length === 1)).join(delimiter)

const withoutNul = (text: string): string => text.replaceAll('\0', '0')

const cells = (columns: number) =>
  fc.array(fc.tuple(value.map(withoutNul), fc.boolean()), { minLength: columns, maxLength: columns })

/** A table with a header of distinct names and at least one row. */
export const writtenTable = (): fc.Arbitrary<WrittenTable> =>
  fc
    .tuple(fc.constantFrom(',', ';', '\t', '|', ':'), fc.integer({ min: 1, max: 5 }))
    .chain(([delimiter, columns]) =>
      fc.record({
        delimiter: fc.constant(delimiter),
        mark: fc.constantFrom('', '\uFEFF'),
        names: cells(columns),
        // Longer than the first bytes that a reader looks at, so that the rows come piece by piece.
        width: fc.constantFrom(0, 600),
        headerEnd: lineEnd,
        rows: fc.array(fc.tuple(gap, cells(columns), lineEnd), { minLength: 1, maxLength: 30 }),
        endsWithLine: fc.boolean(),
      }),
    )
    .map(({ delimiter, mark, names, width, headerEnd, rows, endsWithLine }) => {
      const distinct = names.map(
        ([text, isQuoted], index) => [`${text}${index}`.padEnd(width, '.'), isQuoted] as const,
      )
      return {
        delimiter,
        mark,
        fields: distinct.map(([text]) => text),
        header: rowOf(distinct, delimiter) + headerEnd,
        rows: rows.map(([gap, values, end], index) => ({
          // A line feed behind a carriage return belongs to it.
          gap: (index === 0 ? headerEnd : rows[index - 1]?.[2]) === '\r' ? '' : gap,
          text: rowOf(values, delimiter) + (index === rows.length - 1 && !endsWithLine ? '' : end),
        })),
        endsWithLine,
      }
    })

/** The table as the bytes of a file. */
export const bytesOf = ({ mark, header, rows }: WrittenTable): Buffer =>
  Buffer.from(mark + header + rows.map(({ gap, text }) => gap + text).join(''))

/** Bytes in pieces of such lengths. */
export const inPieces = (bytes: Buffer, lengths: Iterable<number>): ReadonlyArray<Uint8Array> => {
  const pieces: Array<Uint8Array> = []
  let from = 0
  for (const length of lengths) {
    if (from >= bytes.length) break
    pieces.push(bytes.subarray(from, from + length))
    from += length
  }
  return pieces
}
