// Tables: every way to write one is read alike, and what is none is named, with the line.
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvOptions, planFromCsv, readCsv } from '../../src/simulate/files/index.js'
import { newFolder } from '../folder.js'
import { left, minute, right } from '../machine/records.js'
import { readIndependently } from './tableReader.js'
import { bytesOf, inPieces, writtenTable } from './writtenTable.js'

const folder = newFolder()

const rowsPerBlock = 7

/** Reads a table that comes as a stream of such pieces. */
const readPieces = (pieces: ReadonlyArray<Uint8Array>, options: Partial<CsvOptions> = {}) => {
  const stream = (async function* () {
    yield* pieces
  })()
  return readCsv({ name: 'stdin', stream }, { rowsPerBlock, ...options })()
}

const read = async (content: string | Uint8Array, options: Partial<CsvOptions> = {}) =>
  readPieces([Buffer.from(content)], options)

const issueOf = async (content: string | Uint8Array, options: Partial<CsvOptions> = {}) =>
  left(await read(content, options))

describe('any table', () => {
  it('is counted right, row by row and byte by byte, however it is written and cut into pieces', () =>
    fc.assert(
      fc.asyncProperty(
        writtenTable(),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        async (table, cuts) => {
          const { fields, rows, delimiter } = table
          const found = right(await readPieces(inPieces(bytesOf(table), cuts), { delimiter }))
          expect(found).toMatchObject({ fields, rowCount: rows.length, badLineCount: 0 })
          const bytes = rows.map(({ text }) => Buffer.byteLength(text))
          expect(found.blockBytes).toEqual(
            Array.from({ length: Math.ceil(rows.length / rowsPerBlock) }, (_, block) =>
              bytes
                .slice(block * rowsPerBlock, (block + 1) * rowsPerBlock)
                .reduce((sum, row) => sum + row, 0),
            ),
          )
        },
      ),
    ))

  it('is the same table compressed by gzip', () =>
    fc.assert(
      fc.asyncProperty(
        writtenTable(),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        async (table, cuts) => {
          const { delimiter } = table
          const plain = right(await readPieces([bytesOf(table)], { delimiter }))
          expect(right(await readPieces(inPieces(gzipSync(bytesOf(table)), cuts), { delimiter }))).toEqual(
            plain,
          )
        },
      ),
      { numRuns: 30 },
    ))

  it('has the line of a row that is too long', () =>
    fc.assert(
      fc.asyncProperty(
        writtenTable(),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        async (table, place, length) => {
          const { delimiter, rows } = table
          const at = place % rows.length
          const long = rows.map((row, index) => (index === at ? { ...row, text: delimiter + row.text } : row))
          const bytes = bytesOf({ ...table, rows: long })
          const above = bytesOf({ ...table, rows: rows.slice(0, at) }).toString('utf8')
          const before = above + rows[at]?.gap
          const pieces = inPieces(bytes, Array(bytes.length).fill(length))
          expect(left(await readPieces(pieces, { delimiter }))).toMatchObject({
            code: 'ragged',
            line: before.split(/\r\n|\r|\n/).length,
          })
        },
      ),
    ))
})

describe('a table', () => {
  it.each([
    ['a byte order mark', '\uFEFFa,b\n1,2\n', 1],
    ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n', 2],
    ['the line ends of an old Mac', 'a,b\r1,2\r3,4\r', 2],
    ['all kinds of line ends', 'a,b\r\n1,2\n3,4\r5,6\r\r\n7,8', 4],
    ['a Windows header over a thousand Unix rows', `a,b\r\n${'1,2\n'.repeat(1000)}`, 1000],
    ['no line end at the end', 'a,b\n1,2', 1],
    ['quoted commas, quotes and line ends', 'a,b\n"1,1","2 ""two""\nlines"\n3,4\n', 2],
    ['empty lines between rows', '\n\na,b\n\n1,2\n\n3,4\n', 2],
    ['empty values', 'a,b\n,\n', 1],
    ['quotes within values that have none around them', 'a,b\n27" wide,59.6" N\n5"",x\n', 2],
    ['quotes in the header', '"a",b\n1,2\n', 1],
    ['a line that announces the delimiter', 'sep=;\r\na;b\r\n1,5;2,5\r\n', 1],
    ['such a line in quotes', '"sep=|"\na|b\n1|2\n', 1],
  ])('may have %s', async (_, content, rowCount) => {
    expect(right(await read(content))).toMatchObject({ fields: ['a', 'b'], rowCount })
  })

  it('of one column may have quoted values that are empty; an empty line is no row', async () => {
    expect(right(await read('a\n1\n""\n\n3'))).toMatchObject({ fields: ['a'], rowCount: 3 })
  })

  it('may have a header with quotes, delimiters and line ends in its names', async () => {
    const { fields } = right(await read('"a ""1""","b,\nc",27" wide\n1,2,3\n'))
    expect(fields).toEqual(['a "1"', 'b,\nc', '27" wide'])
  })

  it('may have characters that chunks of the file cut in two', async () => {
    const row = 'ä€𝄞'.repeat(9000)
    const content = `a\n${`${row}\n`.repeat(20)}`
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const file = await folder.write('characters.csv', `${shift}${content}`)
      const table = right(await readCsv(file, { rowsPerBlock })())
      expect(table).toMatchObject(await readIndependently(file, Buffer.from(`${shift}${content}`)))
    }
  })

  it('has one line more for each line end in quotes, also where pieces cut that in two', async () => {
    const bytes = Buffer.from(`${'a'.repeat(600)},b\r\n1,"\r\n\r\n\n\r"\r\n3\r\n`)
    const pieces = inPieces(bytes, Array(bytes.length).fill(1))
    expect(left(await readPieces(pieces))).toMatchObject({ code: 'ragged', line: 7 })
  })

  it('is separated by tabs in a file named .tsv, compressed or not', async () => {
    for (const name of ['t.tsv', 't.TAB']) {
      const file = await folder.write(name, 'a\tb\n1,5\t2\n')
      expect(right(await readCsv(file, { rowsPerBlock })())).toMatchObject({
        fields: ['a', 'b'],
        fileName: name,
      })
    }
    const compressed = await folder.write('t.tsv.gz', gzipSync('a\tb\n1,5\t2\n'))
    expect(right(await readCsv(compressed, { rowsPerBlock })())).toMatchObject({ fileName: 't.tsv' })
  })

  it.each([';', '\t', '|', ':', '^'])('is separated by %j if the caller says so', async (delimiter) => {
    const content = `a${delimiter}b\n1,5${delimiter}"x${delimiter}y"\n`
    expect(right(await read(content, { delimiter }))).toMatchObject({ fields: ['a', 'b'], rowCount: 1 })
  })
})

describe('a table is rejected', () => {
  it.each([
    ['with nothing in it', '', 'empty', null],
    ['with empty lines only', '\n\r\n\n', 'empty', null],
    ['with a header only', 'a,b\n', 'noRows', null],
    ['with nothing but the line of the delimiter', 'sep=;\n', 'empty', null],
    ['with a column without a name', 'a,,c\n1,2,3\n', 'unnamedColumn', 1],
    ['with two columns of one name', '\n\na,b,a\n1,2,3\n', 'duplicateColumn', 3],
    ['with a row that is too short', 'a,b\n1,2\n3\n', 'ragged', 3],
    ['with a row that is too long', 'a,b\n1,2\n3,4,5\n', 'ragged', 3],
    ['with a bad row below one of several lines', 'a,b\n1,"2\r\n2\r2\n2"\n3\n', 'ragged', 6],
    ['with a quote that never closes, by the line that it opens in', 'a,b\n1,"2\n3,4\n', 'malformed', 2],
    ['with text after a closing quote', 'a,b\n1,"2"x\n', 'malformed', 2],
    ['with text after a closing quote in the header', 'a,"b"x\n1,2\n', 'malformed', 1],
    ['with a quote in the header that never closes', 'a,"b\n1,2\n', 'malformed', 1],
    ['with semicolons', 'id;name;age\n1;a;3\n', 'delimiter', 1],
    ['with tabs', 'id\tname\n1\ta\n', 'delimiter', 1],
    ['with pipes', 'id|name\n1|a\n', 'delimiter', 1],
    ['with semicolons between quotes', '"id";"name"\n"1";"a, b"\n', 'delimiter', 1],
    ['with a NUL byte', 'a,b\n1,2\n3,\0\n', 'notText', 3],
    ['with a NUL byte in quotes', 'a,b\n1,"2\0"\n', 'notText', 2],
    ['of HTML', '\n<!DOCTYPE html>\n<html><body>log in</body></html>\n', 'notText', null],
    ['of XML', '<?xml version="1.0"?>\n<a/>\n', 'notText', null],
  ])('%s', async (_, content, code, line) => {
    expect(await issueOf(content)).toMatchObject({ code, line, message: expect.stringMatching(/\w{3}/) })
  })

  it('with the option that would read it', async () => {
    expect(await issueOf('id;name\n1;a\n')).toMatchObject({
      message: expect.stringContaining('--delimiter ";"'),
    })
    expect(await issueOf('id\tname\n1\ta\n')).toMatchObject({
      message: expect.stringContaining('--delimiter tab'),
    })
    // Names that hold such a character are fine where they can't be a mistake.
    expect(right(await read('"id;name"\n1\n'))).toMatchObject({ fields: ['id;name'] })
    expect(right(await read('id;name\n1\n', { delimiter: ',' }))).toMatchObject({ fields: ['id;name'] })
  })

  it.each([
    ['in the middle', [...Buffer.from('a\nb\n'), 0xff, ...Buffer.from('\nc\n')], 3],
    ['cut short at the end', [...Buffer.from('a\nb\n'), 0xe2, 0x82], 3],
    ['of another encoding', [...Buffer.from('a\n'), ...Buffer.from('Müller\n', 'latin1')], 2],
    ['after line ends of an old Mac', [...Buffer.from('a\rb\r\rc\r'), 0xff, ...Buffer.from('\rd\r')], 5],
  ])('with bytes that are not UTF-8, %s', async (_, bytes, line) => {
    expect(await issueOf(Uint8Array.from(bytes))).toMatchObject({ code: 'notUtf8', line })
    const pieces = bytes.map((byte) => Uint8Array.of(byte))
    expect(left(await readPieces(pieces))).toMatchObject({ code: 'notUtf8', line })
  })

  it.each([
    ['UTF-16, little end first', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), 'UTF-16 by its byte order mark'],
    [
      'UTF-16, big end first',
      Buffer.from('\uFEFFa,b\n', 'utf16le').swap16(),
      'UTF-16 by its byte order mark',
    ],
    ['UTF-16 without a mark', Buffer.from('a,b\n1,2\n', 'utf16le'), 'UTF-16'],
    ['an Excel workbook', Buffer.from('PK\x03\x04...........', 'latin1'), 'Excel workbook'],
    ['an old Excel workbook', Buffer.from('D0CF11E0A1B11AE1', 'hex'), 'Excel workbook'],
    ['a PDF document', Buffer.from('%PDF-1.7\n...'), 'PDF'],
    ['zstd', Buffer.from('28B52FFD00000000', 'hex'), 'zstd'],
  ])('by the name of what it is: %s', async (_, bytes, name) => {
    expect(await issueOf(bytes)).toMatchObject({ message: expect.stringContaining(name) })
    expect(await issueOf(gzipSync(bytes))).toMatchObject({ message: expect.stringContaining(name) })
  })

  it('if its gzip is damaged or cut short', async () => {
    const compressed = gzipSync('a,b\n1,2\n'.repeat(1000))
    for (const bytes of [
      compressed.subarray(0, -12),
      Buffer.concat([compressed.subarray(0, 10), compressed]),
    ]) {
      expect(await issueOf(bytes)).toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching('gzip'),
      })
    }
  })

  it('if the file is missing or a directory', async () => {
    const missing = left(await readCsv(folder.at('none.csv'), { rowsPerBlock })())
    expect(missing).toMatchObject({
      code: 'unreadable',
      line: null,
      message: expect.stringMatching('no such file'),
    })
    expect(left(await readCsv(folder.at(), { rowsPerBlock })())).toMatchObject({
      message: expect.stringMatching('directory'),
    })
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 31])('in blocks of %d rows', async (rowsPerBlock) => {
    const table = await folder.write('table.csv', 'a\n1\n')
    const plan = planFromCsv(table, { id: 'a', at: minute(0), rowsPerBlock })
    expect(left(await plan())).toMatchObject({ code: 'blockSize' })
  })

  it.each(['', ';;', '"', '\n', '§', 'x'])('with %j for a delimiter', async (delimiter) => {
    expect(await issueOf('a\n1\n', { delimiter })).toMatchObject({ code: 'delimiter', line: null })
  })
})

describe('bad lines', () => {
  const content = 'a,b\n1,2\n3\n"4"x,4\n5,"5\n5",5\n6,6\n'

  it('are left out and counted up to a number, with the lines of a row that has several', async () => {
    const table = right(await read(content, { allowBadLines: 4 }))
    expect(table).toMatchObject({ rowCount: 2, badLineCount: 4, blockBytes: [8] })
  })

  it('are left out and counted up to a share of all lines', async () => {
    expect(right(await read(content, { allowBadLines: '66.7%' }))).toMatchObject({ badLineCount: 4 })
    expect(await issueOf(content, { allowBadLines: '66%' })).toMatchObject({
      code: 'badLines',
      line: 3,
      message:
        '4 bad lines in 6, 66% are allowed; the first: 2 values were expected, as in the header; found 1',
    })
  })

  it('reject a table if there are more, by the first of them', async () => {
    expect(await issueOf(content, { allowBadLines: 1 })).toMatchObject({ code: 'badLines', line: 3 })
    expect(await issueOf(content, { allowBadLines: 0 })).toMatchObject({ code: 'ragged', line: 3 })
  })

  it('don’t hide a header that is bad, bytes that are no text, or a quote that never closes', async () => {
    const allowBadLines = '100%' as const
    expect(await issueOf('a,"b"x\n1,2\n', { allowBadLines })).toMatchObject({ code: 'malformed' })
    expect(await issueOf('a,b\n1,\0\n', { allowBadLines })).toMatchObject({ code: 'notText' })
    expect(await issueOf('a,b\n1,"2\n3,4\n', { allowBadLines })).toMatchObject({ code: 'malformed' })
    expect(await issueOf('a,b\n1\n', { allowBadLines })).toMatchObject({ code: 'noRows' })
  })

  it.each([-1, 0.5, '5', '101%', 'x%'])('can’t be limited to %j', async (allowBadLines) => {
    const options = { allowBadLines: allowBadLines as number }
    expect(await issueOf('a\n1\n', options)).toMatchObject({ code: 'badLines', line: null })
  })
})
