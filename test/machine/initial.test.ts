// A new session: the values of the create request are kept, missing ones are filled in.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../../src/codec/index.js'
import { initialSession, toResource } from '../../src/machine/index.js'
import { CreateSessionRequest, propertyNames } from '../../src/model/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { documentedRequest } from '../model/documented.js'
import { left, minute, right } from './records.js'
import { unknownResource } from './unknownResource.js'

const id = '79517a47-7a47-7951-477a-5179477a5179'

describe('the documented example request', () => {
  const request = right(CreateSessionRequest.decode(documentedRequest))
  const resource = toResource(right(initialSession({ id, at: minute(50), request })))

  it('becomes a session with the same properties and @odata.type', () => {
    expect(Object.keys(resource)).toHaveLength(propertyNames.length)
    expect(new Set(Object.keys(resource))).toEqual(new Set(['id', ...Object.keys(documentedRequest)]))
  })

  it('keeps every value of its request', () => {
    expect(resource).toEqual({ ...documentedRequest, id })
  })

  it('is refused as timesInOrder where its timestamps are out of order', () => {
    const lastUpdatedDateTime = '2026-11-24T09:45:00.1234567+03:00'
    const unordered = right(CreateSessionRequest.decode({ ...documentedRequest, lastUpdatedDateTime }))
    expect(left(initialSession({ id, at: minute(50), request: unordered }))).toMatchObject([
      { invariant: 'timesInOrder', path: '/lastUpdatedDateTime' },
    ])
  })
})

describe('a create request', () => {
  it('is refused by name without totalBlockCount', () => {
    const { totalBlockCount, ...rest } = documentedRequest
    expect(totalBlockCount).toBe(15)
    expect(E.mapLeft(issuesOf)(CreateSessionRequest.decode(rest))).toEqual(
      E.left([
        {
          path: '/totalBlockCount',
          expected: 'Int32',
          actual: 'nothing',
          message: '/totalBlockCount is missing; expected Int32',
        },
      ]),
    )
  })

  it('with only totalBlockCount makes a session all of whose blocks remain', () => {
    const request = right(CreateSessionRequest.decode({ totalBlockCount: 15 }))
    expect(toResource(right(initialSession({ id, at: minute(0), request })))).toEqual({
      ...unknownResource,
      id,
      creationDateTime: minute(0),
      lastUpdatedDateTime: minute(0),
      remainingBlockCount: 15,
      totalBlockCount: 15,
      state: 'Created',
    })
  })

  it('brings its own id if it has one', () => {
    const own = initialSession({ id, at: minute(0), request: { totalBlockCount: 1, id: 'mine' } })
    expect(toResource(right(own)).id).toBe('mine')
  })

  it('with timestamps but for its creation and last update was created at the first and updated at the last', () => {
    const request = right(
      CreateSessionRequest.decode({
        totalBlockCount: 15,
        remainingBlockCount: 0,
        state: 'UploadCompleted',
        startDateTime: minute(1),
        uploadCompletionDateTime: minute(9),
      }),
    )
    expect(toResource(right(initialSession({ id, at: minute(5), request })))).toMatchObject({
      creationDateTime: minute(1),
      lastUpdatedDateTime: minute(9),
    })
  })

  it('that is invalid is refused with every violation', () => {
    const request = { totalBlockCount: 3, remainingBlockCount: 15, salt: 'short', fields: ['a', 'a'] }
    const issues = left(initialSession({ id, at: minute(0), request }))
    expect(issues.map(({ invariant, path }) => `${invariant} ${path}`)).toEqual([
      'remainingWithinTotal /remainingBlockCount',
      'saltWellFormed /salt',
      'fieldsNamedOnce /fields/1',
    ])
  })

  it('that is valid keeps every property of its request', () => {
    fc.assert(
      fc.property(createSessionRequest(), (request) => {
        const resource = toResource(right(initialSession({ id, at: minute(0), request })))
        expect(resource).toMatchObject(request)
      }),
    )
  })
})
