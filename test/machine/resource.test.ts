// From the resource to the record and back.
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { isPresent } from '../../src/codec/index.js'
import { fromResource, type ResourceIssue, toResource } from '../../src/machine/index.js'
import { ExactMatchSession, sessionStates, violationsOf } from '../../src/model/index.js'
import { classificationError } from '../../src/testing/index.js'
import { at, inState, reachable } from './sample.js'
import { right } from './story.js'
import { untoldResource } from './untold.js'

const wires = Object.values(sessionStates).map(({ wire }) => wire)

const faultsOf = (session: ExactMatchSession): ReadonlyArray<ResourceIssue> =>
  E.match(
    (faults: ReadonlyArray<ResourceIssue>) => faults,
    () => [],
  )(fromResource(session))

const count = fc.option(fc.integer({ min: -1, max: 4 }))
const moment = fc.option(fc.nat(3).map(at))

/** Well-formed sessions, lawful and not, of which much may be unknown. */
const anySession: fc.Arbitrary<ExactMatchSession> = fc.record(
  {
    id: fc.string(),
    state: fc.option(fc.constantFrom(...wires, 'Paused')),
    totalBlockCount: count,
    remainingBlockCount: count,
    totalJobCount: count,
    remainingJobCount: count,
    creationDateTime: moment,
    startDateTime: moment,
    uploadCompletionDateTime: moment,
    processingCompletionDateTime: moment,
    completionDateTime: moment,
    lastUpdatedDateTime: moment,
    error: fc.option(fc.oneof(classificationError(), fc.constant({}))),
    fileName: fc.option(fc.string()),
    fields: fc.option(fc.array(fc.string({ maxLength: 1 }), { maxLength: 2 })),
    salt: fc.option(fc.constantFrom('a'.repeat(64), 'short')),
  },
  { requiredKeys: [] },
)

const properties = Object.keys(toResource(inState.created)).filter((name) => name !== 'totalBlockCount')

/** What a reachable session tells when it is read with `$select`, or stored by someone who leaves things out. */
const someOfIt: fc.Arbitrary<ExactMatchSession> = fc
  .tuple(reachable(), fc.subarray(properties))
  .map(([record, left]) =>
    Object.fromEntries(Object.entries(toResource(record)).filter(([name]) => !left.includes(name))),
  )

describe('a resource', () => {
  it('of any reachable session comes back as the same record, also through JSON in either spelling', () => {
    fc.assert(
      fc.property(reachable(), (record) => {
        const session = toResource(record)
        const { datastoreId, ...rest } = session
        for (const json of [session, { ...rest, dataStoreId: datastoreId }]) {
          const read = right(ExactMatchSession.decode(JSON.parse(JSON.stringify(json))))
          expect(fromResource(read)).toEqual(E.right(record))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('that becomes a record keeps all it tells, and is lawful', () => {
    fc.assert(
      fc.property(someOfIt, (session) => {
        const record = fromResource(session)
        fc.pre(E.isRight(record))
        const again = toResource(record.right)
        expect(violationsOf(again)).toEqual([])
        expect(again).toMatchObject(
          Object.fromEntries(Object.entries(session).filter(([, value]) => isPresent(value))),
        )
        expect(fromResource(again)).toEqual(record)
      }),
      { numRuns: 500 },
    )
  })

  it('that becomes none has every law listed that it breaks, or something that can’t be known', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const faults = faultsOf(session)
        const broken = violationsOf(session)
        expect(faults).toEqual(expect.arrayContaining([...broken]))
        if (E.isLeft(fromResource(session))) expect(faults.length).toBeGreaterThan(0)
        // Only an inferred state can break a law that the session without it does not break.
        if (isPresent(session.state))
          expect(faults.filter(({ invariant }) => invariant !== null)).toEqual(broken)
        for (const { invariant, path } of faults) {
          if (invariant === null) expect(session).not.toHaveProperty(path.slice(1), expect.any(Number))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('has all 21 properties and its type, null where there is nothing', () => {
    const session = toResource(right(fromResource({ id: 'a', totalBlockCount: 15 })))
    expect(session).toEqual({
      ...untoldResource,
      id: 'a',
      remainingBlockCount: 15,
      totalBlockCount: 15,
      state: 'Created',
    })
  })

  it('without an id stays without one', () => {
    expect(toResource(right(fromResource({ totalBlockCount: 15 })))).not.toHaveProperty('id')
  })

  it('takes what a spread has left undefined for missing', () => {
    // As from JavaScript, where no type stands in the way.
    const session = {
      totalBlockCount: 15,
      fileName: undefined,
      id: undefined,
      checksum: 'c0ffee',
    } as unknown as ExactMatchSession
    expect(fromResource(session)).toStrictEqual(fromResource({ totalBlockCount: 15, checksum: 'c0ffee' }))
  })

  it('keeps every property that this model does not know, whatever it is called and holds', () => {
    const named = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'tier'))
    const strangers = fc.dictionary(named, fc.jsonValue(), { maxKeys: 4 })
    fc.assert(
      fc.property(reachable(), strangers, (record, added) => {
        const text = JSON.stringify({ ...added, ...toResource(record) })
        const again = toResource(right(fromResource(JSON.parse(text))))
        expect(Object.getPrototypeOf(again)).toBe(Object.prototype)
        expect(isDeepStrictEqual(again, JSON.parse(text))).toBe(true)
      }),
    )
  })
})

describe('what a resource does not tell', () => {
  it.each<[ExactMatchSession, number, number | null]>([
    [{ state: 'Created', totalBlockCount: 15 }, 15, null],
    [{ state: 'Created', totalBlockCount: 15, totalJobCount: 13 }, 15, 13],
    [{ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3, totalJobCount: 13 }, 3, 13],
    [{ state: 'UploadCompleted', totalBlockCount: 15 }, 0, null],
    [{ state: 'UploadCompleted', totalBlockCount: 15, totalJobCount: 13 }, 0, 13],
    [{ state: 'ProcessingInProgress', totalBlockCount: 15, totalJobCount: 13, remainingJobCount: 1 }, 0, 1],
    [{ state: 'Completed', totalBlockCount: 15 }, 0, null],
    [{ state: 'Completed', totalBlockCount: 15, totalJobCount: 13 }, 0, 0],
  ])('its state may imply: of %j so many remain', (session, blocks, jobs) => {
    const { context } = right(fromResource(session))
    expect([context.blocks.remaining, context.jobs?.remaining ?? null]).toEqual([blocks, jobs])
  })

  it.each<[ExactMatchSession, ReadonlyArray<readonly [string, string]>]>([
    [{ state: 'Created' }, [['/totalBlockCount', 'totalBlockCount is not told']]],
    [
      { state: 'UploadInProgress', totalBlockCount: 15 },
      [
        [
          '/remainingBlockCount',
          'remainingBlockCount is not told, and the state UploadInProgress does not imply it',
        ],
      ],
    ],
    [
      { state: 'ProcessingInProgress', totalBlockCount: 15, totalJobCount: 13 },
      [
        [
          '/remainingJobCount',
          'remainingJobCount is not told, and the state ProcessingInProgress does not imply it',
        ],
      ],
    ],
    [
      { state: 'ProcessingInProgress', totalBlockCount: 15 },
      [['/totalJobCount', 'totalJobCount is not told, though jobs remain or have been processed']],
    ],
    [
      { state: 'Completed', totalBlockCount: 15, remainingJobCount: 0 },
      [['/totalJobCount', 'totalJobCount is not told, though jobs remain or have been processed']],
    ],
    [
      { state: 'Failed', totalJobCount: 13 },
      [
        ['/totalBlockCount', 'totalBlockCount is not told'],
        ['/remainingJobCount', 'remainingJobCount is not told, and the state Failed does not imply it'],
      ],
    ],
    [
      { state: 'Cancelled', totalBlockCount: 15 },
      [
        [
          '/remainingBlockCount',
          'remainingBlockCount is not told, and the state Cancelled does not imply it',
        ],
      ],
    ],
    [
      { uploadCompletionDateTime: at(3), totalBlockCount: 15, totalJobCount: 13, remainingJobCount: 13 },
      [['/state', 'state is not told, and counts and times fit more than one']],
    ],
    [
      { state: 'Paused', totalBlockCount: 15 },
      [
        [
          '/state',
          'state is "Paused"; this model knows Created, UploadInProgress, UploadCompleted, ProcessingInProgress, Completed, Failed, Cancelled',
        ],
      ],
    ],
  ])('must be known of %j', (session, faults) => {
    expect(faultsOf(session)).toEqual(faults.map(([path, message]) => ({ law: null, path, message })))
  })

  it('is told together with every law that is broken', () => {
    const session = { totalJobCount: -1, fields: ['a', 'a'] }
    expect(
      faultsOf({ ...session, state: 'Completed' }).map(({ invariant, path }) => [invariant, path]),
    ).toEqual([
      ['naturalCounts', '/totalJobCount'],
      ['fieldsNamedOnce', '/fields/1'],
      [null, '/totalBlockCount'],
    ])
    expect(faultsOf({ ...session, state: 'Paused' }).map(({ invariant, path }) => [invariant, path])).toEqual(
      [
        [null, '/state'],
        ['naturalCounts', '/totalJobCount'],
        ['fieldsNamedOnce', '/fields/1'],
        [null, '/totalBlockCount'],
      ],
    )
  })

  it('is measured by the state that counts and times show, where none is told', () => {
    expect(
      faultsOf({ totalBlockCount: 15, processingCompletionDateTime: at(3), remainingBlockCount: 3 }),
    ).toEqual([
      {
        law: 'remainingFitsState',
        path: '/remainingBlockCount',
        message: 'remainingBlockCount is 3; in Completed none of the blocks remain',
      },
    ])
  })
})

describe('lastUpdatedDateTime', () => {
  const lastUpdated = (session: ExactMatchSession) =>
    right(fromResource({ state: 'UploadInProgress', totalBlockCount: 2, remainingBlockCount: 1, ...session }))
      .context.lastUpdatedDateTime

  it('is the last time there is, where it is not told', () => {
    expect(lastUpdated({ creationDateTime: at(1), startDateTime: at(2) })).toBe(at(2))
    expect(lastUpdated({ creationDateTime: at(1) })).toBe(at(1))
    expect(lastUpdated({ startDateTime: at(2) })).toBe(at(2))
    expect(lastUpdated({})).toBeNull()
  })

  it('is the one that is told', () => {
    expect(lastUpdated({ creationDateTime: at(1), lastUpdatedDateTime: at(5) })).toBe(at(5))
  })
})
