// From the resource to the record and back.
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { isPresent } from '../../src/codec/index.js'
import { fromResource, type ResourceIssue, toResource } from '../../src/machine/index.js'
import { ExactMatchSession, propertyNames, sessionStates, violationsOf } from '../../src/model/index.js'
import { classificationError } from '../../src/testing/index.js'
import { right } from './records.js'
import { at, reachable } from './sample.js'
import { unknownResource } from './unknownResource.js'

const wires = Object.values(sessionStates).map(({ wire }) => wire)

const issuesOf = (session: ExactMatchSession): ReadonlyArray<ResourceIssue> =>
  E.match(
    (issues: ReadonlyArray<ResourceIssue>) => issues,
    () => [],
  )(fromResource(session))

const count = fc.option(fc.integer({ min: -1, max: 4 }))
const timestamp = fc.option(fc.nat(3).map(at))

/** Sessions, valid and not, many of whose values may be unknown. */
const anySession: fc.Arbitrary<ExactMatchSession> = fc.record(
  {
    id: fc.string(),
    state: fc.option(fc.constantFrom(...wires, 'Paused')),
    totalBlockCount: count,
    remainingBlockCount: count,
    totalJobCount: count,
    remainingJobCount: count,
    creationDateTime: timestamp,
    startDateTime: timestamp,
    uploadCompletionDateTime: timestamp,
    processingCompletionDateTime: timestamp,
    completionDateTime: timestamp,
    lastUpdatedDateTime: timestamp,
    error: fc.option(fc.oneof(classificationError(), fc.constant({}))),
    fileName: fc.option(fc.string()),
    fields: fc.option(fc.array(fc.string({ maxLength: 1 }), { maxLength: 2 })),
    salt: fc.option(fc.constantFrom('a'.repeat(64), 'short')),
  },
  { requiredKeys: [] },
)

const properties = propertyNames.filter((name) => name !== 'totalBlockCount' && name !== 'id')

/** A reachable session read with `$select`, or stored by a program that leaves properties out. */
const someOfIt: fc.Arbitrary<ExactMatchSession> = fc
  .tuple(reachable(), fc.subarray(properties))
  .map(([record, left]) =>
    Object.fromEntries(
      Object.entries(toResource(record)).filter(([name]) => left.every((each) => each !== name)),
    ),
  )

describe('a resource', () => {
  it('of any reachable session comes back as the same record, also through JSON under either name', () => {
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

  it('that becomes a record keeps every value and is valid', () => {
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

  it('that becomes none has every violation and every missing property reported', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const issues = issuesOf(session)
        const broken = violationsOf(session)
        expect(issues).toEqual(expect.arrayContaining([...broken]))
        if (E.isLeft(fromResource(session))) expect(issues.length).toBeGreaterThan(0)
        // Only an inferred state can add a violation.
        if (isPresent(session.state))
          expect(issues.filter(({ invariant }) => invariant !== null)).toEqual(broken)
        for (const { invariant, path } of issues) {
          if (invariant === null) expect(session).not.toHaveProperty(path.slice(1), expect.any(Number))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('has every property and its type, null where there is no value', () => {
    const session = toResource(right(fromResource({ id: 'a', totalBlockCount: 15 })))
    expect(session).toEqual({
      ...unknownResource,
      id: 'a',
      remainingBlockCount: 15,
      totalBlockCount: 15,
      state: 'Created',
    })
  })

  it('without an id makes no record', () => {
    expect(issuesOf({ totalBlockCount: 15 })).toEqual([
      { invariant: null, path: '/id', message: 'id is missing' },
    ])
  })

  it('takes a property that a spread left undefined for missing', () => {
    // As from JavaScript, where no type stands in the way.
    const session = {
      id: 'a',
      totalBlockCount: 15,
      fileName: undefined,
      checksum: 'c0ffee',
    } as unknown as ExactMatchSession
    expect(fromResource(session)).toStrictEqual(
      fromResource({ id: 'a', totalBlockCount: 15, checksum: 'c0ffee' }),
    )
  })

  it('keeps every undeclared property', () => {
    const named = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'tier'))
    const undeclared = fc.dictionary(named, fc.jsonValue(), { maxKeys: 4 })
    fc.assert(
      fc.property(reachable(), undeclared, (record, added) => {
        const text = JSON.stringify({ ...added, ...toResource(record) })
        const again = toResource(right(fromResource(JSON.parse(text))))
        expect(Object.getPrototypeOf(again)).toBe(Object.prototype)
        expect(isDeepStrictEqual(again, JSON.parse(text))).toBe(true)
      }),
    )
  })
})

describe('a missing property', () => {
  it.each<[ExactMatchSession, number, number | null]>([
    [{ state: 'Created', totalBlockCount: 15 }, 15, null],
    [{ state: 'Created', totalBlockCount: 15, totalJobCount: 13 }, 15, 13],
    [{ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3, totalJobCount: 13 }, 3, 13],
    [{ state: 'UploadCompleted', totalBlockCount: 15 }, 0, null],
    [{ state: 'UploadCompleted', totalBlockCount: 15, totalJobCount: 13 }, 0, 13],
    [{ state: 'ProcessingInProgress', totalBlockCount: 15, totalJobCount: 13, remainingJobCount: 1 }, 0, 1],
    [{ state: 'Completed', totalBlockCount: 15 }, 0, null],
    [{ state: 'Completed', totalBlockCount: 15, totalJobCount: 13 }, 0, 0],
  ])('is implied by the state: %j', (session, blocks, jobs) => {
    const { context } = right(fromResource({ id: 'a', ...session }))
    expect([context.blocks.remaining, context.jobs?.remaining ?? null]).toEqual([blocks, jobs])
  })

  it.each<[ExactMatchSession, ReadonlyArray<readonly [string, string]>]>([
    [{ state: 'Created' }, [['/totalBlockCount', 'totalBlockCount is missing']]],
    [
      { state: 'UploadInProgress', totalBlockCount: 15 },
      [
        [
          '/remainingBlockCount',
          'remainingBlockCount is missing, and the state UploadInProgress does not imply it',
        ],
      ],
    ],
    [
      { state: 'ProcessingInProgress', totalBlockCount: 15, totalJobCount: 13 },
      [
        [
          '/remainingJobCount',
          'remainingJobCount is missing, and the state ProcessingInProgress does not imply it',
        ],
      ],
    ],
    [
      { state: 'ProcessingInProgress', totalBlockCount: 15 },
      [['/totalJobCount', 'totalJobCount is missing, though jobs remain or have been done']],
    ],
    [
      { state: 'Completed', totalBlockCount: 15, remainingJobCount: 0 },
      [['/totalJobCount', 'totalJobCount is missing, though jobs remain or have been done']],
    ],
    [
      { state: 'Failed', totalJobCount: 13 },
      [
        ['/totalBlockCount', 'totalBlockCount is missing'],
        ['/remainingJobCount', 'remainingJobCount is missing, and the state Failed does not imply it'],
      ],
    ],
    [
      { state: 'Cancelled', totalBlockCount: 15 },
      [['/remainingBlockCount', 'remainingBlockCount is missing, and the state Cancelled does not imply it']],
    ],
    [
      { uploadCompletionDateTime: at(3), totalBlockCount: 15, totalJobCount: 13, remainingJobCount: 13 },
      [['/state', 'state is missing, and counts and timestamps fit more than one']],
    ],
    [
      { state: 'Paused', totalBlockCount: 15 },
      [
        [
          '/state',
          'state is "Paused"; expected one of Created, UploadInProgress, UploadCompleted, ProcessingInProgress, Completed, Failed, Cancelled',
        ],
      ],
    ],
  ])('is an issue of %j', (session, issues) => {
    expect(issuesOf({ id: 'a', ...session })).toEqual(
      issues.map(([path, message]) => ({ invariant: null, path, message })),
    )
  })

  it('is reported together with every violation', () => {
    const session = { id: 'a', totalJobCount: -1, fields: ['a', 'a'] }
    expect(
      issuesOf({ ...session, state: 'Completed' }).map(({ invariant, path }) => [invariant, path]),
    ).toEqual([
      [null, '/totalBlockCount'],
      ['naturalCounts', '/totalJobCount'],
      ['fieldsNamedOnce', '/fields/1'],
    ])
    expect(issuesOf({ ...session, state: 'Paused' }).map(({ invariant, path }) => [invariant, path])).toEqual(
      [
        [null, '/state'],
        [null, '/totalBlockCount'],
        ['naturalCounts', '/totalJobCount'],
        ['fieldsNamedOnce', '/fields/1'],
      ],
    )
  })

  it('is judged by the state that counts and timestamps imply', () => {
    expect(
      issuesOf({ id: 'a', totalBlockCount: 15, processingCompletionDateTime: at(3), remainingBlockCount: 3 }),
    ).toEqual([
      {
        invariant: 'remainingFitsState',
        path: '/remainingBlockCount',
        message: 'remainingBlockCount is 3, but in Completed none of the blocks remain',
      },
    ])
  })
})

describe('lastUpdatedDateTime', () => {
  const lastUpdated = (session: ExactMatchSession) =>
    right(
      fromResource({
        id: 'a',
        state: 'UploadInProgress',
        totalBlockCount: 2,
        remainingBlockCount: 1,
        ...session,
      }),
    ).context.lastUpdatedDateTime

  it('is the last timestamp, where it is missing', () => {
    expect(lastUpdated({ creationDateTime: at(1), startDateTime: at(2) })).toBe(at(2))
    expect(lastUpdated({ creationDateTime: at(1) })).toBe(at(1))
    expect(lastUpdated({ startDateTime: at(2) })).toBe(at(2))
    expect(lastUpdated({})).toBeNull()
  })

  it('is kept where it is present', () => {
    expect(lastUpdated({ creationDateTime: at(1), lastUpdatedDateTime: at(5) })).toBe(at(5))
  })
})
