// A table of 10 MB in memory, and two readers that count its rows.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import * as E from 'fp-ts/lib/Either.js'
import { readCsv } from '../../src/simulate/files/index.js'

const row = (number: number): string =>
  `${100000000 + number},"Meyer, A${number % 977}",Zürich ${number % 31},2026-01-01,${number % 10000}.50\n`

const table = Buffer.from(
  `ssn,name,city,date,amount\n${Array.from({ length: 190_000 }, (_, n) => row(n)).join('')}`,
)

const chunkSize = 256 * 1024

const chunks = (): ReadonlyArray<Buffer> =>
  Array.from({ length: Math.ceil(table.length / chunkSize) }, (_, index) =>
    table.subarray(index * chunkSize, (index + 1) * chunkSize),
  )

const streamOf = (): Readable => Readable.from(chunks(), { objectMode: false })

/** What most programs do: every value becomes a string. */
export const parseRows = async (): Promise<number> => {
  let rows = -1
  for await (const _ of streamOf().pipe(parse())) rows += 1
  return rows
}

/** The rows, and beside them the digest, the encoding and the bytes of each block. */
export const readRows = async (): Promise<number> => {
  const read = await readCsv({ name: 'table.csv', stream: streamOf() }, { rowsPerBlock: 100 })()
  if (E.isLeft(read)) throw new Error(read.left.message)
  return read.right.rowCount
}
