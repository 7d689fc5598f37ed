// Plans and their JSON: what may be left out, and the issues of an invalid one, each at its path.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { issuesOf } from '../../src/codec/index.js'
import { toResource } from '../../src/machine/index.js'
import {
  Distribution,
  defaultScenario,
  defaultStart,
  Fault,
  faultNames,
  guidFrom,
  Intervention,
  isPresetName,
  Plan,
  presets,
  readPlan,
} from '../../src/simulate/index.js'
import { newFolder } from '../folder.js'
import { left, right } from '../machine/records.js'
import { anyPlan } from './plans.js'

const root = join(import.meta.dirname, '../..')
const request = { totalBlockCount: 3 }

/** The message of each issue, by path. */
const issues = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(issuesOf(left(Plan.decode(value))).map(({ path, message }) => [path, message]))

const withFaults = (...faults: ReadonlyArray<unknown>) => ({ session: { request }, faults })

describe('a plan', () => {
  it('encodes to JSON that decodes to the same plan', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        expect(Plan.is(plan)).toBe(true)
        expect(right(Plan.decode(JSON.parse(JSON.stringify(Plan.encode(plan)))))).toEqual(plan)
      }),
    )
  })

  it('is completed from the default scenario', () => {
    const { session, startDateTime, ...scenario } = right(Plan.decode({ session: { request } }))
    expect(scenario).toEqual(defaultScenario)
    expect(startDateTime).toBe(defaultStart)
    expect(toResource(session)).toMatchObject({ id: guidFrom(defaultScenario.seed), state: 'Created' })
  })

  it('may have a part of a group of properties', () => {
    const latency = { distribution: 'constant', value: 1 }
    const plan = right(Plan.decode({ session: { request }, network: { latency } }))
    expect(plan.network).toEqual({ ...defaultScenario.network, latency })
  })

  it('takes the id from the request, else from the session beside it, else from the seed', () => {
    const idOf = (session: unknown) => right(Plan.decode({ session, seed: 7 })).session.context.metadata.id
    expect(idOf({ request: { ...request, id: 'own' }, id: 'beside' })).toBe('own')
    expect(idOf({ request, id: 'beside' })).toBe('beside')
    expect(idOf({ request })).toBe(guidFrom(7))
    expect(guidFrom(7)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('continues a session in any state', () => {
    const resource = { totalBlockCount: 15, remainingBlockCount: 3, state: 'UploadInProgress' }
    expect(right(Plan.decode({ session: { resource } })).session.value).toBe('uploading')
  })

  it.each([
    undefined,
    null,
    7,
    'plan',
    [],
    {},
    { session: null },
    { session: { value: 'created', context: {} } },
  ])('is not %j, which is rejected without throwing', (value) => {
    expect(Plan.is(value)).toBe(false)
    expect(E.isLeft(Plan.decode(value))).toBe(true)
  })
})

describe('an invalid plan', () => {
  it('may not have a rate below 0, above 1, or of another type', () => {
    expect(
      issues(
        withFaults(
          { fault: 'duplicate', rate: -0.1 },
          { fault: 'duplicate', rate: 1.1 },
          { fault: 'duplicate', rate: '0.1' },
        ),
      ),
    ).toEqual({
      '/faults/0/rate': '/faults/0/rate is -0.1; expected a rate from 0 to 1',
      '/faults/1/rate': '/faults/1/rate is 1.1; expected a rate from 0 to 1',
      '/faults/2/rate': '/faults/2/rate is "0.1"; expected a rate from 0 to 1',
    })
  })

  it('may not have rates that add up to more than 1, of requests or of jobs', () => {
    const seconds = { distribution: 'constant', value: 1 }
    expect(
      issues(withFaults({ fault: 'duplicate', rate: 0.6 }, { fault: 'lostAcknowledgement', rate: 0.5 })),
    ).toEqual({ '/faults': 'the rates of request faults add up to 1.1; the maximum is 1' })
    expect(
      issues(
        withFaults(
          { fault: 'failedJob', rate: 0.7, seconds },
          { fault: 'fatal', rate: 0.7, error: { code: 'a' } },
        ),
      ),
    ).toEqual({ '/faults': 'the rates of job faults add up to 1.4; the maximum is 1' })
    expect(
      Plan.is(
        right(
          Plan.decode(
            withFaults(
              { fault: 'duplicate', rate: 0.1 },
              { fault: 'lostAcknowledgement', rate: 0.2 },
              { fault: 'expiredUri', rate: 0.7 },
              { fault: 'failedJob', rate: 1, seconds },
            ),
          ),
        ),
      ),
    ).toBe(true)
  })

  it('may not have a fault with neither a rate nor a time, or with both', () => {
    expect(
      issues(withFaults({ fault: 'duplicate' }, { fault: 'duplicate', rate: 0.1, atSeconds: 3 })),
    ).toEqual({
      '/faults/0': 'a fault needs either rate or atSeconds; found neither',
      '/faults/1': 'a fault needs either rate or atSeconds; found both',
    })
  })

  it('may not have an unknown fault; the issue lists the known ones', () => {
    const { '/faults/0/fault': message } = issues(withFaults({ fault: 'gremlins', rate: 0.1 }))
    for (const name of ['"gremlins"', ...faultNames]) expect(message).toContain(name)
  })

  it('may not have an empty range or an unknown distribution', () => {
    const latency = (value: unknown) => issues({ session: { request }, network: { latency: value } })
    expect(latency({ distribution: 'uniform', least: 2, most: 2 })).toEqual({
      '/network/latency/most': 'most is 2, which is not above least, 2',
    })
    expect(latency({ distribution: 'constant', value: 0 })).toEqual({
      '/network/latency/value': '/network/latency/value is 0; expected a number above 0',
    })
    expect(latency({ distribution: 'logNormal', median: 1, spread: 1 })).toHaveProperty([
      '/network/latency/spread',
    ])
    expect(latency({ distribution: 'normal', mean: 1 })).toHaveProperty(['/network/latency/distribution'])
  })

  it('may not have misspelt names; the issue lists the expected ones', () => {
    expect(issues({ session: { request }, sead: 7 })).toHaveProperty(['/sead'])
    expect(issues({ session: { request }, network: { latencey: 1 } })).toHaveProperty(['/network/latencey'])
    expect(issues({ session: { request, ids: 'a' } })).toHaveProperty(['/session/ids'])
    expect(issues(withFaults({ fault: 'duplicate', rate: 0.1, rat: 0.1 }))).toEqual({
      '/faults/0/rat': 'rat is not a property of duplicate; expected fault, rate, atSeconds',
    })
    expect(issues({ session: { request }, '@note': '' })).toHaveProperty(['/@note'])
  })

  it('may not have a session with violations, each reported at its property', () => {
    expect(
      issues({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15, fields: [''] } } }),
    ).toEqual({
      '/session/resource/remainingBlockCount': 'remainingBlockCount is 15, but totalBlockCount is 3',
      '/session/resource/fields/0': 'fields/0 is empty',
    })
    expect(issues({ session: { request: { totalBlockCount: -1 } } })).toHaveProperty([
      '/session/request/totalBlockCount',
    ])
  })

  it('may not have a session without a source or with two', () => {
    const message = 'session needs exactly one of request, resource, csv'
    expect(issues({ session: {} })).toEqual({ '/session': message })
    expect(issues({ session: { request, resource: {} } })).toEqual({ '/session': message })
    expect(issues({ session: 7 })).toHaveProperty(['/session'])
  })

  it('may not have an intervention without an occasion or with an invalid act', () => {
    const interventions = [
      { act: { type: 'cancel' } },
      { act: { type: 'commit' }, atSeconds: 1 },
      { act: { type: 'fail', error: {} }, atUploaded: 0.5 },
    ]
    expect(Object.keys(issues({ session: { request }, interventions }))).toEqual([
      '/interventions/0',
      '/interventions/1/act/type',
      '/interventions/2/act/error',
    ])
  })

  it('may not have an invalid seed, start, parallelism, count or timeout', () => {
    expect(
      Object.keys(
        issues({
          session: { request },
          seed: 2 ** 31,
          startDateTime: '2026-02-29T00:00:00Z',
          network: { parallelUploads: 0 },
          processing: { workers: 1.5, totalJobCount: -1 },
          client: { timeoutSeconds: 0 },
        }),
      ),
    ).toEqual([
      '/startDateTime',
      '/seed',
      '/network/parallelUploads',
      '/processing/totalJobCount',
      '/processing/workers',
      '/client/timeoutSeconds',
    ])
  })
})

describe('presets', () => {
  it('are valid faults of a plan', () => {
    for (const [name, faults] of Object.entries(presets)) {
      expect(isPresetName(name)).toBe(true)
      expect(faults.every(Fault.is)).toBe(true)
      expect(E.isRight(Plan.decode(withFaults(...faults)))).toBe(true)
    }
    expect(isPresetName('toString')).toBe(false)
  })

  it('include losses, duplicates and reordering as flaky', () => {
    expect(presets.flaky.map(({ fault }) => fault)).toEqual(['lostAcknowledgement', 'duplicate', 'reordered'])
  })
})

describe('the parts of a plan', () => {
  it('are codecs', () => {
    expect(Distribution.is({ distribution: 'pareto', least: 1, shape: 2 })).toBe(true)
    expect(Fault.is({ fault: 'slow', atSeconds: 30, factor: 10 })).toBe(true)
    expect(Intervention.is({ act: { type: 'cancel' }, atUploaded: 0.5 })).toBe(true)
  })
})

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
    const { session, seed } = right(await readPlan(join(root, 'docs/examples/clean.yaml'))())
    expect(seed).toBe(7)
    expect(toResource(session)).toMatchObject({
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
