// Bad input: whatever comes, nothing throws, and nothing decodes to something it isn't.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { issuesOf, strict, strip } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'
import { ExactMatchSession, isSecretPath } from '../../src/model/index.js'
import { issues } from '../codec/issues.js'
import { sessionJson } from './json.js'

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type
const codecs = Object.values<unknown>(model).filter(isCodec)
const all = codecs.flatMap((codec) => [codec, strip(codec), strict(codec)])

/** Decodes by every codec and lists every issue; gives the codecs that took the value. */
const takersOf = (value: unknown): ReadonlyArray<t.Mixed> =>
  all.filter((codec) => {
    const result = codec.decode(value)
    if (E.isLeft(result)) expect(issuesOf(result.left, { isSecret: isSecretPath }).length).toBeGreaterThan(0)
    else expect(codec.is(result.right)).toBe(true)
    return E.isRight(result)
  })

class Session {
  get id(): string {
    return 'a'
  }
  get state(): number {
    return 7
  }
}

const throwing = (key: string, enumerable: boolean): object =>
  Object.defineProperty({}, key, {
    enumerable,
    get: () => {
      throw new Error('do not look')
    },
  })

const circular = (): object => {
  const error: Record<string, unknown> = { code: 'a' }
  error['details'] = [error]
  return { error, sessions: [{ error }] }
}

const deep = (depth: number): object => {
  let details: unknown = []
  for (let level = 0; level < depth; level++) details = [{ code: 'a', details }]
  return { error: { details } }
}

describe('every codec of the model', () => {
  it('takes or refuses anything at all without throwing', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSet: true,
        }),
        (value) => {
          takersOf(value)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses any value that is not an object', () => {
    for (const value of [null, undefined, 0, 'session', true, 10n, Symbol.iterator, [], [{}], () => ({})]) {
      expect(takersOf(value)).toEqual([])
    }
  })

  const notObjects: ReadonlyArray<unknown> = [null, [], 'x', 1, undefined, '', Number.NaN, true, [{}]]

  it('reports a value that is not an object by one issue of one short line', () => {
    for (const codec of all) {
      for (const value of notObjects) {
        expect(issues(codec, value)).toMatchObject([{ path: '' }])
        expect(issues(t.type({ value: t.array(codec) }), { value: [value] })).toMatchObject([
          { path: '/value/0' },
        ])
        for (const { message, expected } of issues(codec, value)) {
          expect(message.length, message).toBeLessThanOrEqual(120)
          expect(message).not.toContain('\n')
          expect(expected).not.toContain(' or ')
        }
      }
    }
  })

  it('reports a nested value that is not an object by one issue of one short line', () => {
    for (const key of ['error', 'uploadAgent', 'columns', 'sessions', 'matchingRows']) {
      for (const value of ['x', 1, true]) {
        for (const codec of all) {
          for (const { path, message } of issues(codec, { [key]: value, totalBlockCount: 1 })) {
            if (path === `/${key}`) expect(message.length, message).toBeLessThanOrEqual(120)
          }
        }
      }
    }
    expect(issues(ExactMatchSession, { error: 'boom' })).toMatchObject([
      { message: '/error is "boom"; expected ClassificationError or null' },
    ])
    expect(issues(ExactMatchSession, { error: { details: [null] } })).toMatchObject([
      { message: '/error/details/0 is null; expected ClassifcationErrorBase' },
    ])
  })

  it('refuses a property of the wrong kind, own or inherited, shown or hidden', () => {
    const wrong = [
      { state: 7 },
      new Session(),
      Object.create({ state: 7 }),
      Object.defineProperty({}, 'state', { value: 7 }),
      Object.defineProperty({ id: 'a' }, 'state', { get: () => 7 }),
      new Proxy({ state: 7 }, {}),
    ]
    for (const value of wrong) expect(E.isLeft(ExactMatchSession.decode(value))).toBe(true)
  })

  it('refuses what throws when it is read', () => {
    for (const key of ['id', 'state', 'error', 'dataStoreId', '@odata.type']) {
      for (const enumerable of [true, false]) {
        const value = throwing(key, enumerable)
        takersOf(value)
        if (key !== 'dataStoreId') expect(E.isLeft(ExactMatchSession.decode(value))).toBe(true)
      }
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(takersOf(proxy)).toEqual([])
  })

  it('reads the names that objects inherit as any other name', () => {
    const text = '{"__proto__": {"state": 7}, "constructor": {"prototype": null}, "hasOwnProperty": 1}'
    const decoded = ExactMatchSession.decode(JSON.parse(text))
    expect(E.isRight(decoded) && decoded.right.state).toBe(undefined)
    expect(E.map(ExactMatchSession.encode)(decoded)).toEqual(E.right(JSON.parse(text)))
    expect(Object.hasOwn(Object.prototype, 'state')).toBe(false)
    expect(strip(ExactMatchSession).decode(JSON.parse(text))).toEqual(E.right({}))
    expect(E.isLeft(strict(ExactMatchSession).decode(JSON.parse(text)))).toBe(true)
  })

  it('keeps arrays and objects apart', () => {
    const wrong = [
      { fields: { 0: 'a', length: 1 } },
      { error: [] },
      { error: { details: { length: 0 } } },
      { uploadAgent: [] },
      Object.assign([], { id: 'a' }),
    ]
    for (const value of wrong) expect(E.isLeft(ExactMatchSession.decode(value))).toBe(true)
  })

  it('judges strings of ten megabytes, and repeats none of them', () => {
    const huge = 'x'.repeat(10_000_000)
    expect(ExactMatchSession.decode({ fileName: huge })).toEqual(E.right({ fileName: huge }))
    const result = ExactMatchSession.decode({ startDateTime: huge, totalBlockCount: huge })
    const text = E.isLeft(result) ? JSON.stringify(issuesOf(result.left)) : ''
    expect(text).toContain('a string of 10000000 characters')
    expect(text.length).toBeLessThan(1000)
  })

  it('judges 100,000 unknown properties', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`x${at}`, at]))
    expect(ExactMatchSession.decode(wide)).toHaveProperty('right', wide)
    expect(E.isLeft(ExactMatchSession.decode({ ...wide, state: 7 }))).toBe(true)
    expect(strip(ExactMatchSession).decode({ ...wide, state: 'a' })).toEqual(E.right({ state: 'a' }))
  })

  it('judges details nested deeply, and values that contain themselves', () => {
    for (const value of [deep(10), deep(20_000), circular()]) takersOf(value)
    expect(E.isRight(ExactMatchSession.decode(deep(20_000)))).toBe(true)
  })

  it('is what it decodes to, and encodes it again', () => {
    fc.assert(
      fc.property(sessionJson('dataStoreId'), (json) => {
        for (const codec of [ExactMatchSession, strip(ExactMatchSession)]) {
          const decoded = codec.decode(json)
          expect(E.isRight(decoded) && codec.is(decoded.right)).toBe(true)
          expect(E.flatMap(codec.decode)(E.map(codec.encode)(decoded))).toEqual(decoded)
        }
      }),
      { numRuns: 200 },
    )
  })
})
