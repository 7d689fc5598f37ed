// Published tables are read as papaparse reads them: the data sets of Vega, and csv-spectrum's test of parsers.
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toResource } from '../../src/machine/index.js'
import { planFromCsv, readCsv } from '../../src/simulate/files/index.js'
import { newFolder } from '../folder.js'
import { minute, right } from '../machine/records.js'
import { readIndependently } from './tableReader.js'

const beside = (module: string, path: string): string => join(dirname(fileURLToPath(module)), path)

const tablesIn = async (folder: string): Promise<ReadonlyArray<string>> =>
  (await readdir(folder)).filter((file) => /\.(?:csv|tsv)$/.test(file)).map((file) => join(folder, file))

const files = [
  ...(await tablesIn(beside(import.meta.resolve('vega-datasets'), '../data'))),
  ...(await tablesIn(beside(import.meta.resolve('csv-spectrum'), 'csvs'))),
]

describe('a published table', () => {
  const folder = newFolder()

  it('is one of more than thirty, such as birdstrikes and quotes_and_newlines', () => {
    expect(files.length).toBeGreaterThan(30)
    expect(files.map((file) => basename(file))).toEqual(
      expect.arrayContaining(['birdstrikes.csv', 'airports.csv', 'quotes_and_newlines.csv']),
    )
  })

  it.each(files.map((file) => [basename(file), file]))(
    '%s has the header, row count, SHA-256 and block count of an independent reader',
    async (_, file) => {
      const bytes = await readFile(file)
      const expected = await readIndependently(file, bytes)
      expect(right(await readCsv(file, { rowsPerBlock: 7 })())).toMatchObject(expected)
      const plan = right(await planFromCsv(file, { id: 'a', at: minute(0), rowsPerBlock: 7 })())
      expect(toResource(plan.sessions[0].session)).toMatchObject({
        fileName: expected.fileName,
        fields: expected.fields,
        checksum: expected.checksum,
        rowsPerBlock: 7,
        totalBlockCount: Math.ceil(expected.rowCount / 7),
        remainingBlockCount: Math.ceil(expected.rowCount / 7),
        state: 'Created',
      })
    },
  )

  it.each(files.map((file) => [basename(file), file]))(
    '%s is the same table compressed',
    async (name, file) => {
      const table = right(await readCsv(file, { rowsPerBlock: 7 })())
      const compressed = await folder.write(`${name}.gz`, gzipSync(await readFile(file)))
      expect(right(await readCsv(compressed, { rowsPerBlock: 7 })())).toEqual(table)
    },
  )
})
