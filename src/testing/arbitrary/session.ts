// What a session can look like and what can happen to it, for property tests: fast-check arbitraries that shrink.
import * as fc from 'fast-check'
import type { SessionEvent } from '../../machine/index.js'
import type { ClassificationError, CreateSessionRequest } from '../../model/index.js'
import { type DateTimeOffsetConstraints, dateTimeOffset, instant } from './dateTimeOffset.js'

/**
 * Errors that say something, as a failed session carries one.
 *
 * @example
 * import { hasDetails } from 'exact-match-session/model'
 * import { classificationError } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(classificationError(), (error) => hasDetails(error)))
 */
export const classificationError = (): fc.Arbitrary<ClassificationError> =>
  fc.record(
    { code: fc.string({ minLength: 1 }), message: fc.string(), target: fc.option(fc.string()) },
    { requiredKeys: ['code'] },
  )

/** The size of a session. */
export interface SessionConstraints {
  /** At most so many blocks, and so many jobs; 20 by default. */
  readonly maxCount?: number
}

const salt = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
  minLength: 64,
  maxLength: 64,
})

/**
 * Create requests of sessions that have not begun; every one is lawful.
 *
 * @example
 * import { createSessionRequest } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(createSessionRequest(), ({ totalBlockCount }) => totalBlockCount >= 0))
 */
export const createSessionRequest = ({
  maxCount = 20,
}: SessionConstraints = {}): fc.Arbitrary<CreateSessionRequest> =>
  fc.record(
    {
      totalBlockCount: fc.nat(maxCount),
      totalJobCount: fc.option(fc.nat(maxCount)),
      datastoreId: fc.option(fc.string()),
      uploadAgentId: fc.option(fc.uuid()),
      fields: fc.option(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 })),
      fileName: fc.option(fc.string()),
      checksum: fc.option(fc.string()),
      dataUploadURI: fc.option(uploadUri()),
      rowsPerBlock: fc.option(fc.integer({ min: 1, max: 100_000 })),
      salt: fc.option(salt),
    },
    { requiredKeys: ['totalBlockCount'] },
  )

/**
 * Upload URIs, with and without an expiry.
 *
 * @example
 * import { uploadUri } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(uploadUri(), (uri) => URL.canParse(uri)))
 */
export const uploadUri = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.uuid(),
      fc.option(dateTimeOffset({ min: new Date(Date.UTC(2026, 0)), max: new Date(Date.UTC(2028, 0)) })),
    )
    .map(
      ([id, expiry]) =>
        `https://upload.example/${id}?sig=x${expiry === null ? '' : `&se=${encodeURIComponent(expiry)}`}`,
    )

/** What events there are. */
export interface EventConstraints extends SessionConstraints, DateTimeOffsetConstraints {}

/**
 * Events, of which a session takes some and refuses others: counts may be out of range, times run backwards.
 * What ends a session is rarer than what moves it on.
 *
 * @example
 * import { sessionEvent } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(sessionEvent(), ({ type }) => type.length > 0))
 */
export const sessionEvent = ({
  maxCount = 20,
  ...range
}: EventConstraints = {}): fc.Arbitrary<SessionEvent> => {
  const at = fc.oneof(
    {
      weight: 9,
      arbitrary: instant({ min: new Date(Date.UTC(2026, 0)), max: new Date(Date.UTC(2028, 0)), ...range }),
    },
    { weight: 1, arbitrary: dateTimeOffset(range) },
  )
  const count = fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: Math.max(1, Math.ceil(maxCount / 8)) }) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: maxCount + 1 }) },
  )
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ type: fc.constant('start'), at }) },
    { weight: 40, arbitrary: fc.record({ type: fc.constant('block.uploaded'), at, count }) },
    {
      weight: 6,
      arbitrary: fc.record(
        { type: fc.constant('commit'), at, totalJobCount: fc.integer({ min: -1, max: maxCount }) },
        { requiredKeys: ['type', 'at'] },
      ),
    },
    { weight: 40, arbitrary: fc.record({ type: fc.constant('job.completed'), at, count }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('renew'), at, dataUploadURI: uploadUri() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fail'),
        at,
        error: fc.oneof(classificationError(), fc.constant({})),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel'), at }) },
  )
}
