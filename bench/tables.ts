// How fast a table is read for a plan, beside a parser that makes a string of every value.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import * as E from 'fp-ts/lib/Either.js'
import { readCsv } from '../src/simulate/files/index.js'
import { race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

const rows = 190_000
const row = (n: number): string =>
  `${100000000 + n},"Meyer, A${n % 977}",Zürich ${n % 31},2026-01-01,${n % 10000}.50\n`
const body = Array.from({ length: rows }, (_, n) => row(n)).join('')
const table = Buffer.from(`ssn,name,city,date,amount\n${body}`)

/** In memory, so that neither contender waits for a disk. */
const stream = () => Readable.from(table, { objectMode: false })

const [parser, reader] = ['csv-parse', 'readCsv']
const reading = 'a table of 10 MB'

export const subject: Subject = {
  title: 'Tables',
  description: 'A table of five columns; `readCsv` also gives its digest and the bytes of each block.',
  measures: [
    race(
      reading,
      {
        [parser]: async () => {
          let count = 0
          for await (const _ of stream().pipe(parse())) count += 1
          return count
        },
        [reader]: async () => {
          const read = await readCsv({ name: 'table.csv', stream: stream() }, { rowsPerBlock: 100 })()
          if (E.isLeft(read) || read.right.rowCount !== rows) throw new Error('the table was misread')
          return read
        },
      },
      { rounds: 9 },
    ),
  ],
  goals: [{ measure: reading, contender: reader, against: parser, atMost: 0.25 }],
}
