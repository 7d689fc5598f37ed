// Codecs are lossless: JSON that is decoded and encoded again is the same, to the last digit.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  ExactMatchDataStore,
  ExactMatchLookupJob,
  ExactMatchSession,
  ExactMatchSessionBase,
  RenewResponse,
  withNaming,
} from '../../src/model/index.js'
import { filledExample } from './documented.js'
import { dataStoreJson, lookupJobJson, sessionJson } from './json.js'

/** As it comes over the wire and goes back. */
const roundTrip = (codec: t.Mixed, json: string): string =>
  E.match(
    () => 'refused',
    (value) => JSON.stringify(codec.encode(value)),
  )(codec.decode(JSON.parse(json)))

const comesBack = (codec: t.Mixed, json: fc.Arbitrary<object>, numRuns: number): void =>
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value)
      expect(roundTrip(codec, text)).toBe(text)
    }),
    { numRuns },
  )

describe('a round trip gives the same JSON, byte for byte', () => {
  it('of a session as it is documented', () => comesBack(ExactMatchSession, sessionJson('datastoreId'), 2000))

  it('of a session as the newer metadata has it', () =>
    comesBack(withNaming('beta')(ExactMatchSession), sessionJson('dataStoreId'), 2000))

  it('of the base of a session', () => comesBack(ExactMatchSessionBase, sessionJson('datastoreId'), 300))

  it('of a lookup job', () => comesBack(ExactMatchLookupJob, lookupJobJson(), 500))

  it('of a data store with its sessions', () => comesBack(ExactMatchDataStore, dataStoreJson(), 500))

  it('of a bare renew response', () =>
    fc.assert(
      fc.property(sessionJson('datastoreId'), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!Object.hasOwn(value, 'value'))
        expect(roundTrip(RenewResponse, text)).toBe(text)
        expect(roundTrip(RenewResponse, `{"value":${text}}`)).toBe(text)
      }),
      { numRuns: 300 },
    ))

  it('of the other spelling, in the one that is chosen', () => {
    fc.assert(
      fc.property(sessionJson('dataStoreId'), (value) => {
        const documented = Object.fromEntries(
          Object.entries(value).map(([key, property]) => [
            key === 'dataStoreId' ? 'datastoreId' : key,
            property,
          ]),
        )
        const text = JSON.stringify(documented)
        expect(roundTrip(ExactMatchSession, JSON.stringify(value))).toBe(text)
        expect(roundTrip(withNaming('beta')(ExactMatchSession), text)).toBe(JSON.stringify(value))
      }),
      { numRuns: 300 },
    )
  })

  it('of the documentation’s values, seven digits and offsets among them', () => {
    const text = JSON.stringify(filledExample)
    expect(roundTrip(ExactMatchSession, text)).toBe(text)
  })
})

describe('in memory', () => {
  it('a session decodes to the very object that came, null and missing as they were', () => {
    fc.assert(
      fc.property(sessionJson('datastoreId'), (value) => {
        const decoded = ExactMatchSession.decode(value)
        expect(E.isRight(decoded) && decoded.right).toBe(value)
      }),
    )
  })
})
