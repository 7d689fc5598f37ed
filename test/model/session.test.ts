// The hierarchy: which JSON decodes, under which names, and which is refused.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type DateTimeOffset, strict, strip } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'
import {
  CreateSessionRequest,
  ExactMatchJob,
  ExactMatchSession,
  isSecretPath,
  RenewResponse,
  violationsOf,
  withNaming,
} from '../../src/model/index.js'
import { issues } from '../codec/issues.js'
import { documentExample, filledExample } from './documented.js'
import { lookupJobJson, sessionJson } from './json.js'

const pathsOf = (codec: t.Mixed, value: unknown) => issues(codec, value).map(({ path }) => path)

describe('ExactMatchSession', () => {
  it('takes the documentation’s example with values in place of its placeholders, though it violates invariants', () => {
    expect(issues(ExactMatchSession, filledExample)).toEqual([])
    expect(ExactMatchSession.is(filledExample) && violationsOf(filledExample).length).toBeGreaterThan(0)
  })

  it('names every placeholder that is no value', () => {
    const placeholders = Object.entries(documentExample).filter(
      ([, value]) => value === 'Integer' || value === 'String (timestamp)',
    )
    expect(pathsOf(ExactMatchSession, documentExample).toSorted()).toEqual(
      placeholders.map(([name]) => `/${name}`).toSorted(),
    )
  })

  it('takes every property by itself, missing or null, except an id that is null', () => {
    expect(issues(ExactMatchSession, {})).toEqual([])
    for (const name of Object.keys(filledExample)) {
      const refused = name === 'id' || name === '@odata.type' ? [`/${name}`] : []
      expect(pathsOf(ExactMatchSession, { [name]: null })).toEqual(refused)
    }
  })

  it.each([
    [{ state: 7 }, '/state'],
    [{ fields: ['a', 7] }, '/fields/1'],
    [{ fields: 'a' }, '/fields'],
    [{ error: { innerError: { errorDateTime: 'noon' } } }, '/error/innerError/errorDateTime'],
    [{ error: { details: [{ code: 'a' }, { code: 7 }] } }, '/error/details/1/code'],
    [{ error: 'lost' }, '/error'],
    [{ uploadAgent: { id: 7 } }, '/uploadAgent/id'],
    [{ totalBlockCount: 2 ** 31 }, '/totalBlockCount'],
    [{ '@odata.type': '#microsoft.graph.exactMatchLookupJob' }, '/@odata.type'],
    [{ dataStoreId: 7 }, '/datastoreId'],
    [{ datastoreId: 'a', dataStoreId: 'b' }, '/dataStoreId'],
    [[], ''],
    [null, ''],
  ])('has one issue for %j', (value, path) => expect(pathsOf(ExactMatchSession, value)).toEqual([path]))

  it('knows the store by one name, whichever it came under', () => {
    expect(ExactMatchSession.decode({ dataStoreId: 'patients' })).toEqual(
      E.right({ datastoreId: 'patients' }),
    )
    expect(withNaming('beta')(ExactMatchSession).encode({ datastoreId: 'patients' })).toEqual({
      dataStoreId: 'patients',
    })
    expect(ExactMatchSession.encode({ datastoreId: 'patients' })).toEqual({ datastoreId: 'patients' })
  })

  it('repeats no secret in an issue', () => {
    const text = JSON.stringify(
      issues(ExactMatchSession, { salt: 991_177, dataUploadURI: [881_166] }, { isSecret: isSecretPath }),
    )
    expect(text).toContain('a secret')
    expect(text).not.toMatch(/991177|881166/)
  })

  it('drops or reports undeclared properties, nested ones too', () => {
    const value = { id: 'a', colour: 'red', error: { code: 'b', cause: 'c' } }
    expect(strip(ExactMatchSession).decode(value)).toEqual(E.right({ id: 'a', error: { code: 'b' } }))
    expect(pathsOf(strict(ExactMatchSession), value).toSorted()).toEqual(['/colour', '/error/cause'])
    expect(pathsOf(strict(CreateSessionRequest), { totalBlockCount: 1, dataStoreId: 'a' })).toEqual([])
  })
})

describe('CreateSessionRequest', () => {
  it('has a number of blocks', () => {
    expect(pathsOf(CreateSessionRequest, {})).toEqual(['/totalBlockCount'])
    expect(pathsOf(CreateSessionRequest, { totalBlockCount: null })).toEqual(['/totalBlockCount'])
    expect(pathsOf(CreateSessionRequest, { totalBlockCount: 0 })).toEqual([])
  })
})

describe('ExactMatchJob', () => {
  const session = '#microsoft.graph.exactMatchSession'
  const lookupJob = 'microsoft.graph.exactMatchLookupJob'

  it('is a session or a lookup job, whichever is named', () => {
    fc.assert(
      fc.property(sessionJson('dataStoreId'), lookupJobJson(), (some, other) => {
        const first = { ...some, '@odata.type': session }
        expect(ExactMatchJob.decode(first)).toEqual(ExactMatchSession.decode(first))
        const second = { ...other, '@odata.type': lookupJob }
        expect(ExactMatchJob.decode(second)).toEqual(E.right(second))
      }),
    )
  })

  it('discriminates the two for the compiler', () => {
    const rowsOf = (job: ExactMatchJob) =>
      job['@odata.type'] === lookupJob || job['@odata.type'] === `#${lookupJob}`
        ? job.matchingRows
        : job.fields
    expectTypeOf(rowsOf).returns.toEqualTypeOf<
      NonNullable<model.ExactMatchLookupJob['matchingRows']> | Array<string> | null | undefined
    >()
    expect(rowsOf({ '@odata.type': lookupJob, matchingRows: [] })).toEqual([])
    expect(rowsOf({ '@odata.type': session, fields: ['a'] })).toEqual(['a'])
  })

  it('has the issues of the named type', () => {
    expect(pathsOf(ExactMatchJob, { '@odata.type': session, fields: 7, matchingRows: 7 })).toEqual([
      '/fields',
    ])
    expect(pathsOf(ExactMatchJob, { '@odata.type': lookupJob, fields: 7, matchingRows: 7 })).toEqual([
      '/matchingRows',
    ])
  })

  it('refuses what names neither', () => {
    for (const name of [undefined, null, 'exactMatchSession', '#microsoft.graph.entity', 7]) {
      expect(pathsOf(ExactMatchJob, { '@odata.type': name })).toEqual(['/@odata.type'])
    }
    expect(pathsOf(ExactMatchJob, {})).toEqual(['/@odata.type'])
  })
})

describe('RenewResponse', () => {
  it('reads the session bare and in its wrapper, in either spelling', () => {
    for (const body of [{ dataStoreId: 'a' }, { '@odata.context': 'x', value: { datastoreId: 'a' } }]) {
      expect(RenewResponse.decode(body)).toEqual(E.right({ datastoreId: 'a' }))
    }
  })

  it('has the issues at their paths', () => {
    expect(pathsOf(RenewResponse, { state: 7 })).toEqual(['/state'])
    expect(pathsOf(RenewResponse, { value: { state: 7 } })).toEqual(['/value/state'])
    expect(pathsOf(RenewResponse, { value: [] })).toEqual(['/value'])
  })
})

describe('every codec of the model', () => {
  it('is lean', () => {
    const codecs = Object.values(model).filter((each) => typeof each === 'object' && 'decode' in each)
    expect(codecs.length).toBeGreaterThan(12)
    expect(codecs.filter((codec) => !('_tag' in codec) || codec._tag !== 'FastType')).toEqual([])
  })

  it('brands its timestamps', () => {
    expectTypeOf<NonNullable<ExactMatchSession['startDateTime']>>().toEqualTypeOf<DateTimeOffset>()
  })
})
