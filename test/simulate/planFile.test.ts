// Plans read from files, and their issues with lines.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { toResource } from '../../src/machine/index.js'
import { readPlan } from '../../src/simulate/files/index.js'
import { Plan, presets } from '../../src/simulate/index.js'
import { newFolder } from '../folder.js'
import { left, right } from '../machine/records.js'

const root = join(import.meta.dirname, '../..')
const request = { totalBlockCount: 3 }

describe('readPlan', () => {
  const folder = newFolder()
  const file = (content: string | Uint8Array) => folder.write('plan.yaml', content)
  const issuesOfFile = async (content: string | Uint8Array) => left(await readPlan(await file(content))())

  it('reads the same plan from YAML and from JSON', async () => {
    const document = { session: { request }, seed: 7, faults: presets.hostile }
    const plan = right(Plan.decode(document))
    expect(right(await readPlan(await file(stringify(document)))())).toEqual(plan)
    expect(right(await readPlan(await file(JSON.stringify(document, null, 2)))())).toEqual(plan)
  })

  it('reads the table of a plan by its path relative to the plan', async () => {
    const { sessions, seed } = right(await readPlan(join(root, 'docs/examples/clean.yaml'))())
    expect(seed).toBe(7)
    expect(toResource(sessions[0].session)).toMatchObject({
      fileName: 'patients.csv',
      rowsPerBlock: 50,
      totalBlockCount: 30,
    })
  })

  it('reports every issue with its line', async () => {
    const text = [
      'session:',
      '  resource:',
      '    totalBlockCount: 3',
      '    state: [1]',
      'faults:',
      '  - fault: duplicate',
      '    rate: -1',
      '  - fault: slow',
      '    rate: 0.1',
    ]
    const found = await issuesOfFile(text.join('\n'))
    expect(found.map(({ line, path }) => ({ line, path }))).toEqual([
      { line: 4, path: '/session/resource/state' },
      { line: 7, path: '/faults/0/rate' },
      { line: 8, path: '/faults/1/factor' },
    ])
  })

  it('reports a misspelt name beside an invalid value, in the order of their lines', async () => {
    const found = await issuesOfFile(
      [
        'session: { request: { totalBlockCount: 3 } }',
        'netwrk: {}',
        'client: { patience: 3 }',
        'seed: x',
      ].join('\n'),
    )
    expect(found.map(({ line, path }) => ({ line, path }))).toEqual([
      { line: 2, path: '/netwrk' },
      { line: 3, path: '/client/patience' },
      { line: 4, path: '/seed' },
    ])
  })

  it('puts settings in place of what the file says, and reports those that are none of a plan', async () => {
    const path = await file('session: { request: { totalBlockCount: 3 } }\nnetwork: { parallelUploads: 2 }')
    const settings = [{ path: 'network.parallelUploads', value: 8 }]
    expect(right(await readPlan(path, { settings })()).network.parallelUploads).toBe(8)
    const [issue] = left(
      await readPlan(path, { settings: [{ path: 'network.parallelUploads', value: 0 }] })(),
    )
    expect(issue).toMatchObject({ line: 2, path: '/network/parallelUploads' })
  })

  it('reports a missing table and an invalid number of rows', async () => {
    const [issue] = await issuesOfFile('session: { csv: none.csv, rowsPerBlock: 5 }')
    expect(issue).toMatchObject({ file: folder.at('none.csv'), message: expect.stringMatching('no such') })
    const [rows] = await issuesOfFile('session: { csv: none.csv, rowsPerBlock: 0 }')
    expect(rows).toMatchObject({ path: '/session/rowsPerBlock', line: 1 })
  })

  it('reports the line of a syntax error', async () => {
    expect(await issuesOfFile('session:\n  request: {\n  oops: [')).toMatchObject([{ path: '' }])
    expect(await issuesOfFile('a: 1\na: 2\n')).toMatchObject([
      { line: 2, message: expect.stringMatching('neither YAML nor JSON') },
    ])
    expect(await issuesOfFile(Buffer.from('a: M\xFCller', 'latin1'))).toMatchObject([
      { message: 'these bytes are not UTF-8' },
    ])
    expect(await issuesOfFile('')).toMatchObject([{ path: '' }])
    expect(left(await readPlan(folder.at('nothing.yaml'))())).toMatchObject([
      { message: 'there is no such file; a plan was expected' },
    ])
  })

  it('masks the secrets of an invalid session', async () => {
    const [issue] = await issuesOfFile('session: { request: { totalBlockCount: 1, salt: 12345 } }')
    expect(JSON.stringify(issue)).not.toContain('12345')
  })

  it('reads every plan of the gallery', async () => {
    const guide = await readFile(join(root, 'docs/guide.md'), 'utf8')
    for (const name of ['clean', 'flaky', 'expired-uri', 'failing-processing', 'cancelled']) {
      expect(E.isRight(await readPlan(join(root, `docs/examples/${name}.yaml`))())).toBe(true)
      expect(guide).toContain(`examples/${name}.yaml`)
    }
  })
})
