// `exact-match-session simulate`: the session on stdout, everything else on stderr, and the exit code.
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { ExactMatchSession, violationsOf } from '../../src/model/index.js'
import { newFolder } from '../folder.js'
import { expectRejection } from './rejection.js'
import { root, run } from './run.js'

const example = join(root, 'docs/examples/patients.csv')

const folder = newFolder()

const request = (content: unknown): Promise<string> => folder.write('request.json', JSON.stringify(content))

describe('simulate', () => {
  it('uploads the example and prints a valid, completed session on stdout', async () => {
    const { code, out } = await run(['simulate'])
    expect(code).toBe(0)
    const session = E.toUnion(ExactMatchSession.decode(JSON.parse(out)))
    expect(session).toMatchObject({ state: 'Completed', totalBlockCount: 15, remainingBlockCount: 0 })
    expect(violationsOf({ ...JSON.parse(out), salt: null })).toEqual([])
  })

  it('prints a line for each state on stderr if that is no terminal', async () => {
    const { err } = await run(['simulate', example])
    expect(err.split('\n').filter((line) => /(Created|InProgress|Completed)$/.test(line))).toHaveLength(5)
    expect(err).not.toContain('\u001B[')
  })

  it('splits the table into blocks of --rows-per-block rows', async () => {
    const { out } = await run(['simulate', example, '--rows-per-block', '7', '--json'])
    expect(JSON.parse(out)).toMatchObject({ rowsPerBlock: 7, totalBlockCount: Math.ceil(1500 / 7) })
  })

  it('prints one line of JSON and nothing else with --json', async () => {
    const { out, err } = await run(['simulate', '--json'])
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toBe('')
  })

  it('shows salt and signature only with --show-secrets', async () => {
    const masked = JSON.parse((await run(['simulate', '--json'])).out)
    expect(masked.salt).toBe('***')
    expect(masked.dataUploadURI).toMatch(/[?&]sig=\*\*\*$/)
    const unmasked = JSON.parse((await run(['simulate', '--json', '--show-secrets'])).out)
    expect(unmasked.salt).toMatch(/^[a-z0-9]{64}$/)
    expect(unmasked.dataUploadURI).toMatch(/[?&]sig=[a-z0-9]{43}$/)
  })

  it('starts from a create request instead of a table', async () => {
    const path = await request({ totalBlockCount: 3, totalJobCount: 4, fileName: 'mine.csv' })
    const { code, out } = await run(['simulate', '--request', path, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ state: 'Completed', fileName: 'mine.csv', totalJobCount: 4 })
  })
})

describe('simulate rejects', () => {
  it.each([
    ['empty.csv', '', 'empty'],
    ['header.csv', 'a,b\n', 'no row'],
    ['unnamed.csv', 'a,,c\n1,2,3\n', /unnamed\.csv:1: column 2 has no name/],
    ['twice.csv', 'a,b,a\n1,2,3\n', /twice\.csv:1: column 3 is "a" again/],
    ['ragged.csv', 'a,b\n1,2\n3\n', /ragged\.csv:3: 2 values were expected/],
    ['latin1.csv', Buffer.from('a\nM\xFCller\n', 'latin1'), /latin1\.csv:2: .* UTF-8/],
  ])('the table %s', async (name, content, message) => {
    const path = await folder.write(name, content)
    await expectRejection([path], path, message)
  })

  it('a table that does not exist, and a directory', async () => {
    await expectRejection([folder.at('none.csv')], 'none.csv', 'no such file')
    await expectRejection([folder.at()], folder.at(), 'directory')
  })

  it.each(['0', '-3', '1.5', 'ten', ''])('blocks of %j rows', async (rows) => {
    await expectRejection([example, `--rows-per-block=${rows}`], 'rows', 'whole number')
  })

  it.each([
    ['an unknown word', '{\n  "totalBlockCount": 3,\n  oops\n}', '3:3'],
    ['a missing value', '{\n  "totalBlockCount":\n}\n\n', '3:1'],
    ['a malformed number', '{\n  "totalBlockCount": 03\n}\n\n', '2:23'],
    ['an extra comma', '{\n  "fields": ["a",\n    ],\n  "totalBlockCount": 3\n}', '3:5'],
    ['a missing comma', '{\r\n  "fileName": null\r\n  "totalBlockCount": 3\r\n}\r\n', '3:3'],
    ['an unterminated string', '{\n  "fileName": "a.csv,\n  "totalBlockCount": 3\n}', '2:15'],
    [
      'a character that must be escaped',
      '{ "fileName": "C:\\tables\\a.csv",\n  "totalBlockCount": 3 }',
      '1:15',
    ],
    ['a key without quotes', '{ totalBlockCount: 3 }\n', '1:3'],
    ['a comment', '{ "totalBlockCount": 3 } // three\n', '1:26'],
    ['an unexpected end', '{\n  "totalBlockCount": 3,\n', '3:1'],
    ['an empty file', '', '1:1'],
  ])('a request that is not JSON, with line and column: %s', async (_, content, place) => {
    const path = await folder.write('broken.json', content)
    await expectRejection(
      ['--request', path],
      `${path}:${place}: this is not JSON; a create request was expected`,
    )
  })

  it('a request that does not exist, and one that is not UTF-8', async () => {
    await expectRejection(['--request', folder.at('none.json')], 'none.json', 'no such file')
    await expectRejection(
      ['--request', await folder.write('latin1.json', Buffer.from('"\xFC"', 'latin1'))],
      'UTF-8',
    )
  })

  it('an invalid request, with the path of each issue', async () => {
    await expectRejection(
      ['--request', await request({ totalBlockCount: '15' })],
      '/totalBlockCount is "15"; expected Int32',
    )
    await expectRejection(['--request', await request({})], '/totalBlockCount is missing')
    await expectRejection(['--request', await request([])], 'an array of 0')
    await expectRejection(['--request', await request({ totalBlockCount: 1, salt: 7 })], '/salt is a secret')
  })

  it('a request that violates invariants, with the path of each', async () => {
    const path = await request({ totalBlockCount: 3, remainingBlockCount: 15, fields: [''] })
    await expectRejection(['--request', path], '/remainingBlockCount', '/fields/0')
  })
})
