// What another parser makes of a table, and another implementation of SHA-256.
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import type { Table } from '../../src/simulate/index.js'

/** The header and the number of rows by papaparse, which takes one kind of line end in a file only. */
const parsedByPapa = (text: string, delimiter = ',') => {
  const { data } = Papa.parse<ReadonlyArray<string>>(text.replace(/\r\n?/g, '\n'), {
    delimiter,
    newline: '\n',
  })
  const [fields = [], ...rows] = data.filter((row) => row.length > 1 || row[0] !== '')
  return { fields, rowCount: rows.length }
}

/** What a reader should find in a table. */
export const readIndependently = async (
  file: string,
  bytes: Buffer,
): Promise<Pick<Table, 'fileName' | 'fields' | 'rowCount' | 'checksum'>> => {
  const table = file.endsWith('.gz') ? gunzipSync(bytes) : bytes
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(table))
  return {
    fileName: basename(file).replace(/\.gz$/, ''),
    ...parsedByPapa(table.toString('utf8').replace(/^\uFEFF/, ''), file.includes('.tsv') ? '\t' : ','),
    checksum: Buffer.from(digest).toString('hex'),
  }
}
