// Cuts a table into rows by its bytes alone: RFC 4180, with any delimiter and with any end of line, in turn if need be.
// Nothing is decoded and nothing is kept, so time is a pass over the bytes and memory does not grow.

/**
 * Takes a row: its number of values, its bytes with the end of its line, the lines that it begins and ends in, and
 * whether its quotes are right, so that nothing but a delimiter or the end of the row follows a closing one. A quote within
 * a value that has none around it is a character as any other. Empty lines are no rows. Stops the scan by returning false.
 */
export type OnRow = (
  values: number,
  bytes: number,
  firstLine: number,
  lastLine: number,
  isWellQuoted: boolean,
) => boolean

/** Why a scan stopped. */
export type ScanStop = 'row' | 'nul' | 'openQuote'

/** Scans the chunks of a table in their order. */
export interface RowScanner {
  /** Null to go on. */
  readonly scan: (bytes: Uint8Array) => ScanStop | null
  /** Ends the last row; null if it is complete. */
  readonly end: () => ScanStop | null
  /** The line that was reached, counted from 1; after `openQuote` the one with the quote. */
  readonly line: () => number
}

const [ordinary, delimiting, quoting, lineFeed, carriageReturn, nul] = [0, 1, 2, 3, 4, 5]

const kindsOf = (delimiter: number): Uint8Array => {
  const kinds = new Uint8Array(256)
  kinds[delimiter] = delimiting
  kinds[0x22] = quoting
  kinds[0x0a] = lineFeed
  kinds[0x0d] = carriageReturn
  kinds[0x00] = nul
  return kinds
}

// At the start of a value; in one without quotes; in quotes; after a quote that closes or is the first of two; after a
// carriage return, which a line feed may follow, of a row or of an empty line.
const [start, plain, quoted, closed, returned, returnedEmpty] = [0, 1, 2, 3, 4, 5]

/** A scanner that begins at the start of a line. */
export const createRowScanner = (delimiter: number, firstLine: number, onRow: OnRow): RowScanner => {
  const [kinds, kindsInQuotes] = [kindsOf(delimiter), kindsOf(delimiter)]
  kindsInQuotes[delimiter] = ordinary

  // What a chunk leaves to the next one.
  let state = start
  let values = 1
  let rowBytes = 0
  let lastByte = 0

  let isWellQuoted = true
  let line = firstLine
  let [rowLine, quoteLine] = [firstLine, firstLine]

  const endRow = (count: number, bytes: number): boolean => {
    const goesOn = onRow(count, bytes, rowLine, line, isWellQuoted)
    isWellQuoted = true
    return goesOn
  }

  const scan = (bytes: Uint8Array): ScanStop | null => {
    const size = bytes.length
    if (size === 0) return null
    // Locals, because a variable of a closure is read from memory for every byte.
    const [outside, inside] = [kinds, kindsInQuotes]
    let at = 0
    let rowStart = -rowBytes
    let current = state
    let count = values

    if (current === returned || current === returnedEmpty) {
      if (bytes[0] === 0x0a) at = 1
      if (current === returned && !endRow(count, at - rowStart)) return 'row'
      line += 1
      rowLine = line
      rowStart = at
      count = 1
      current = start
    }
    while (at < size) {
      if (current === quoted) {
        while (at < size && inside[bytes[at] ?? 0] === ordinary) at += 1
        if (at === size) break
        const kind = inside[bytes[at] ?? 0]
        if (kind === quoting) current = closed
        else if (kind === nul) return 'nul'
        else if (kind === carriageReturn || (at === 0 ? lastByte : bytes[at - 1]) !== 0x0d) line += 1
        at += 1
        continue
      }
      const kind = outside[bytes[at] ?? 0]
      at += 1
      if (kind === ordinary) {
        if (current === closed) isWellQuoted = false
        current = plain
        while (at < size && outside[bytes[at] ?? 0] === ordinary) at += 1
      } else if (kind === delimiting) {
        count += 1
        current = start
      } else if (kind === quoting) {
        if (current === start) quoteLine = line
        if (current !== plain) current = quoted
      } else if (kind === nul) {
        return 'nul'
      } else {
        const isEmpty = current === start && count === 1
        if (kind === carriageReturn) {
          if (at === size) {
            current = isEmpty ? returnedEmpty : returned
            break
          }
          if (bytes[at] === 0x0a) at += 1
        }
        if (!isEmpty && !endRow(count, at - rowStart)) return 'row'
        line += 1
        rowLine = line
        rowStart = at
        count = 1
        current = start
      }
    }
    state = current
    values = count
    rowBytes = size - rowStart
    lastByte = bytes[size - 1] ?? 0
    return null
  }

  return {
    scan,
    end: () => {
      if (state === quoted) {
        line = quoteLine
        return 'openQuote'
      }
      const isEmpty = state === returnedEmpty || (state === start && values === 1)
      return isEmpty || endRow(values, rowBytes) ? null : 'row'
    },
    line: () => (state === returned || state === returnedEmpty ? line + 1 : line),
  }
}
