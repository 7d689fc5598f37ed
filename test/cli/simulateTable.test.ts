// The tables of `simulate`: how they are separated, standard input, gzip, bad lines, and the limits of the service.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { expectRejection } from './rejection.js'
import { run } from './run.js'

const folder = newFolder()

const simulated = async (args: ReadonlyArray<string>, input: string | Uint8Array = '') => {
  const { code, out, err } = await run(['simulate', ...args], {}, input)
  expect({ code, err }).toMatchObject({ code: 0 })
  return { session: JSON.parse(out), err }
}

describe('simulate', () => {
  it.each([
    [';', 'id;price\n1;2,5\n'],
    ['|', 'id|price\n1|2,5\n'],
    ['tab', 'id\tprice\n1\t2,5\n'],
    ['\\t', 'id\tprice\n1\t2,5\n'],
  ])('reads a table that is separated by --delimiter %j', async (delimiter, content) => {
    const path = await folder.write('table.csv', content)
    const { session } = await simulated([path, '--delimiter', delimiter])
    expect(session.fields).toEqual(['id', 'price'])
  })

  it('reads a table from standard input, compressed or not', async () => {
    for (const input of ['a\n1\n2\n', gzipSync('a\n1\n2\n')]) {
      const { session } = await simulated(['-', '--rows-per-block', '1'], input)
      expect(session).toMatchObject({ fileName: 'stdin', datastoreId: 'stdin', totalBlockCount: 2 })
    }
  })

  it('says how many bad lines it left out, above the summary', async () => {
    const path = await folder.write('bad.csv', `a,b\n${'1,2\n'.repeat(1998)}3\n"4"x,4\n`)
    const { err } = await run(['simulate', path, '--allow-bad-lines', '5%', '--jsonl'])
    expect(err).toMatch(/^bad\.csv: 2 bad lines of 2,000 left out\nId /)
  })

  it('warns of a table that exceeds a limit of the service, and goes on', async () => {
    const columns = Array.from({ length: 33 }, (_, index) => `c${index}`).join(',')
    const path = await folder.write('wide.csv', `${columns}\n${columns}\n${columns}\n`)
    const { err } = await simulated([path, '--max-rows', '1'])
    expect(err).toContain(
      'exact-match-session: warning: wide.csv: the table has 33 columns; the service takes 32\n',
    )
    expect(err).toContain(
      'exact-match-session: warning: wide.csv: the table has 2 rows; the service takes 1\n',
    )
    const { err: silent } = await simulated([path, '--max-columns', '33'])
    expect(silent).not.toContain('warning')
  })

  it('reads the table of a plan with the delimiter and the bad lines that the plan allows', async () => {
    await folder.write('semicolons.csv', 'a;b\n1;2\n3\n')
    const session = { csv: 'semicolons.csv', rowsPerBlock: 5, delimiter: ';', allowBadLines: '50%' }
    const plan = await folder.write('plan.json', JSON.stringify({ session }))
    const { session: ended, err } = await simulated(['--plan', plan])
    expect(ended.fields).toEqual(['a', 'b'])
    expect(err).toContain('semicolons.csv: 1 bad line of 2 left out\n')
  })
})

describe('simulate rejects', () => {
  it('a table that seems to be separated by something else, with the option to use', async () => {
    const path = await folder.write('semicolons.csv', 'id;name;age\n1;a;3\n')
    await expectRejection([path], 'semicolons.csv:1: the header has one column', '--delimiter ";"')
  })

  it('more bad lines than are allowed', async () => {
    const path = await folder.write('bad.csv', 'a,b\n1,2\n3\n')
    await expectRejection([path, '--allow-bad-lines', '10%'], 'bad.csv:3: 1 bad line in 2, 10% are allowed')
  })

  it('a page in place of a table, by its name', async () => {
    const path = await folder.write('login.csv', '<!DOCTYPE html>\n<html>\n</html>\n')
    await expectRejection([path], 'login.csv: this is an HTML page')
  })

  it('a malformed delimiter, number of bad lines or limit, and names the option', async () => {
    await expectRejection(['--delimiter', '::'], '--delimiter <character>', "'::'", 'ASCII character')
    await expectRejection(['--allow-bad-lines', 'few'], '--allow-bad-lines <n|n%>', "'few'", '5%')
    await expectRejection(['--max-columns', '0'], '--max-columns <n>', 'at least 1')
  })
})
