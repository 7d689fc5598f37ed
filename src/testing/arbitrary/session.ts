// Sessions, their requests and their parts as arbitraries that shrink.
import * as fc from 'fast-check'
import type { ClassificationError, CreateSessionRequest } from '../../model/index.js'
import { dateTimeOffset } from './dateTimeOffset.js'
import { requestMetadata, validValueOf } from './propertyValue.js'

/**
 * Errors with details, as a failed session has one.
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
  /** The maximal number of blocks and of jobs, 20 by default. */
  readonly maxCount?: number
}

/**
 * Valid create requests.
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
  // The metadata are those of the table, each with valid values.
  fc.record(
    {
      totalBlockCount: fc.nat(maxCount),
      totalJobCount: fc.option(fc.nat(maxCount)),
      dataUploadURI: fc.option(uploadUri()),
      ...Object.fromEntries(requestMetadata.map((name) => [name, fc.option(validValueOf(name))])),
    },
    { requiredKeys: ['totalBlockCount'] },
  ) as fc.Arbitrary<CreateSessionRequest>

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
