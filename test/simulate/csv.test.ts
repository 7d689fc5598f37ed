// Tables are read as an independent parser reads them, and their issues are reported with lines.
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { csvParseRows } from 'd3-dsv'
import { describe, expect, it } from 'vitest'
import { toResource } from '../../src/machine/index.js'
import { planFromCsv, readCsv } from '../../src/simulate/files/index.js'
import { newFolder } from '../folder.js'
import { left, minute, right } from '../machine/records.js'

const datasets = join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '../data')

/** The table by another parser and another implementation of SHA-256. */
const readIndependently = async (file: string) => {
  const bytes = await readFile(file)
  const rows = csvParseRows(bytes.toString('utf8').replace(/^\uFEFF/, '')).filter(
    (row) => row.length > 1 || row[0] !== '',
  )
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return {
    fileName: basename(file),
    fields: rows[0],
    rowCount: rows.length - 1,
    checksum: Buffer.from(digest).toString('hex'),
  }
}

describe('a published table', async () => {
  const files = (await readdir(datasets)).filter((file) => file.endsWith('.csv'))

  it('is one of more than twenty, such as birdstrikes and airports', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(files).toEqual(expect.arrayContaining(['birdstrikes.csv', 'airports.csv']))
  })

  it.each(files)(
    '%s has the header, row count, SHA-256 and block count of an independent reader',
    async (name) => {
      const file = join(datasets, name)
      const expected = await readIndependently(file)
      expect(right(await readCsv(file)())).toEqual(expected)
      const plan = right(await planFromCsv(file, { id: 'a', at: minute(0), rowsPerBlock: 7 })())
      expect(toResource(plan.sessions[0].session)).toMatchObject({
        fileName: name,
        fields: expected.fields,
        checksum: expected.checksum,
        rowsPerBlock: 7,
        totalBlockCount: Math.trunc((expected.rowCount + 6) / 7),
        remainingBlockCount: Math.trunc((expected.rowCount + 6) / 7),
        state: 'Created',
      })
    },
  )
})

describe('a table', () => {
  const folder = newFolder()
  const table = (content: string | Uint8Array) => folder.write('table.csv', content)
  const rowsOf = async (content: string | Uint8Array) => right(await readCsv(await table(content))())
  const issueOf = async (content: string | Uint8Array) => left(await readCsv(await table(content))())

  it.each([
    ['a byte order mark', '\uFEFFa,b\n1,2\n', 1],
    ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n', 2],
    ['no line end at the end', 'a,b\n1,2', 1],
    ['quoted commas, quotes and line ends', 'a,b\n"1,1","2 ""two""\nlines"\n3,4\n', 2],
    ['empty lines between rows', 'a,b\n\n1,2\n\n3,4\n', 2],
    ['empty values', 'a,b\n,\n', 1],
  ])('may have %s', async (_, content, rowCount) => {
    expect(await rowsOf(content)).toMatchObject({ fields: ['a', 'b'], rowCount })
  })

  it('may have characters that chunks of the file cut in two', async () => {
    const row = 'ä€𝄞'.repeat(1000)
    const content = `a\n${`${row}\n`.repeat(20)}`
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      expect(await rowsOf(`${shift}${content}`)).toMatchObject({ fields: [`${shift}a`], rowCount: 20 })
    }
  })

  it.each([
    ['nothing in it', '', 'empty', null],
    ['a header only', 'a,b\n', 'noRows', null],
    ['a column without a name', 'a,,c\n1,2,3\n', 'unnamedColumn', 1],
    ['two columns of one name', 'a,b,a\n1,2,3\n', 'duplicateColumn', 1],
    ['a row that is too short', 'a,b\n1,2\n3\n', 'ragged', 3],
    ['a row that is too long', 'a,b\n1,2\n3,4,5\n', 'ragged', 3],
    ['a quote that never closes', 'a,b\n1,"2\n3,4\n', 'malformed', 3],
    ['text after a closing quote', 'a,b\n1,"2"x\n', 'malformed', 2],
    ['a quote inside a plain value', 'a,b\n1,2"x\n', 'malformed', 2],
  ])('is rejected with %s, with the line', async (_, content, code, line) => {
    expect(await issueOf(content)).toMatchObject({ code, line, message: expect.stringMatching(/\w{3}/) })
  })

  it.each([
    ['in the middle', [...Buffer.from('a\nb\n'), 0xff, ...Buffer.from('\nc\n')], 3],
    ['cut short at the end', [...Buffer.from('a\nb\n'), 0xe2, 0x82], 3],
    ['of another encoding', [...Buffer.from('a\n'), ...Buffer.from('Müller\n', 'latin1')], 2],
  ])('is rejected with bytes that are not UTF-8, %s', async (_, bytes, line) => {
    expect(await issueOf(Uint8Array.from(bytes))).toMatchObject({ code: 'notUtf8', line })
  })

  it('is rejected if the file is missing or a directory', async () => {
    const missing = left(await readCsv(folder.at('none.csv'))())
    expect(missing).toMatchObject({
      code: 'unreadable',
      line: null,
      message: expect.stringMatching('no such file'),
    })
    expect(left(await readCsv(folder.at())())).toMatchObject({ message: expect.stringMatching('directory') })
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 31])('can’t have blocks of %d rows', async (rowsPerBlock) => {
    const plan = planFromCsv(await table('a\n1\n'), { id: 'a', at: minute(0), rowsPerBlock })
    expect(left(await plan())).toMatchObject({ code: 'blockSize' })
  })
})
